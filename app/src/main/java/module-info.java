import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.app {
  requires dev.sonde.api;
  requires dev.sonde.collectors;
  requires dev.sonde.collectors.oshi;
  requires dev.sonde.delivery;
  requires dev.sonde.engine;
  requires dev.sonde.http;
  requires dev.sonde.journal;
  requires dev.sonde.processors;
  requires dev.sonde.receivers;
  requires dev.sonde.server;
  requires dev.sonde.shippers;
  requires dev.sonde.stores;
  requires dev.sonde.wire;
  requires jdk.unsupported;
  requires org.slf4j;
  requires static transitive org.jspecify;

  uses dev.sonde.api.CollectorFactory;
  uses dev.sonde.api.GeneratorFactory;
  uses dev.sonde.api.GroupFactory;
  uses dev.sonde.api.ProcessorFactory;
  uses dev.sonde.api.ShipperFactory;
  uses dev.sonde.api.store.StoreFactory;

  provides org.slf4j.spi.SLF4JServiceProvider with
      dev.sonde.app.log.LoggingProvider;
}
