import org.jspecify.annotations.NullMarked;

/// A Micrometer registry over the client library: metrics outlive an outage of the hub and the end
/// of the process.
@NullMarked
@SuppressWarnings("requires-transitive-automatic") // Micrometer has no module-info
module dev.sonde.client.micrometer {
  requires static transitive org.jspecify;
  requires transitive dev.sonde.client;
  requires transitive micrometer.core;
  requires dev.sonde.api;
  requires dev.sonde.wire;
  requires org.slf4j;
  requires micrometer.commons;

  exports dev.sonde.client.micrometer;
}
