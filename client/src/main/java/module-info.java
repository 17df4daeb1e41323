import org.jspecify.annotations.NullMarked;

/// Metrics of other programs: kept in a journal of their own, brought to a hub exactly once.
@NullMarked
module dev.sonde.client {
  requires static transitive org.jspecify;
  requires transitive dev.sonde.api;
  requires transitive dev.sonde.http;
  requires dev.sonde.delivery;
  requires dev.sonde.journal;
  requires dev.sonde.shippers;
  requires dev.sonde.wire;
  requires org.slf4j;

  exports dev.sonde.client;
}
