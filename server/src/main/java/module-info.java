import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.server {
  requires transitive dev.sonde.api;
  requires transitive dev.sonde.engine;
  requires transitive dev.sonde.http;
  requires dev.sonde.wire;

  exports dev.sonde.server;
}
