import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.server {
  requires transitive dev.sonde.api;
  requires transitive dev.sonde.delivery;
  requires transitive dev.sonde.engine;
  requires transitive dev.sonde.http;
  requires transitive dev.sonde.journal;
  requires dev.sonde.processors;
  requires transitive dev.sonde.receivers;
  requires transitive dev.sonde.wire;
  requires org.slf4j;

  exports dev.sonde.server;
  exports dev.sonde.server.door;
  exports dev.sonde.server.history;
}
