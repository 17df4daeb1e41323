import org.jspecify.annotations.NullMarked;

/// Formats: bytes in, samples out, and back. No I/O, no threads.
@NullMarked
module dev.sonde.wire {
  requires transitive dev.sonde.api;
  requires static transitive org.jspecify;
  requires re2j;
  requires com.github.luben.zstd_jni;

  exports dev.sonde.wire;
  exports dev.sonde.wire.columns;
  exports dev.sonde.wire.compress;
  exports dev.sonde.wire.histogram;
  exports dev.sonde.wire.influx;
  exports dev.sonde.wire.json;
  exports dev.sonde.wire.otlp;
  exports dev.sonde.wire.pushed;
  exports dev.sonde.wire.pushgateway;
  exports dev.sonde.wire.relay;
  exports dev.sonde.wire.remotewrite;
  exports dev.sonde.wire.scrape;
  exports dev.sonde.wire.statsd;
}
