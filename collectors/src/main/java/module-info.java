import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.collectors {
  requires transitive dev.sonde.api;
  requires transitive dev.sonde.http;
  requires transitive dev.sonde.processors;
  requires transitive dev.sonde.wire;
  requires org.slf4j;
  requires org.snakeyaml.engine;

  exports dev.sonde.collectors.access;
  exports dev.sonde.collectors.container;
  exports dev.sonde.collectors.discovery;
  exports dev.sonde.collectors.exec;
  exports dev.sonde.collectors.gpu;
  exports dev.sonde.collectors.host;
  exports dev.sonde.collectors.lichess;
  exports dev.sonde.collectors.scrape;
  exports dev.sonde.collectors.scrape.config;
  exports dev.sonde.collectors.statsd;
}
