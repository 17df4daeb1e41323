package dev.sonde.app;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.GroupFactory;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Time;
import dev.sonde.api.store.StoreFactory;
import dev.sonde.collectors.host.HostCollectorFactory;
import dev.sonde.collectors.oshi.OshiHostCollectorFactory;
import dev.sonde.collectors.scrape.ScrapeFactory;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.journal.LocalDisk;
import dev.sonde.processors.filter.Drop;
import dev.sonde.processors.filter.Keep;
import dev.sonde.processors.labels.ChangeLabels;
import dev.sonde.processors.labels.Rename;
import dev.sonde.processors.relabel.Relabel;
import dev.sonde.shippers.file.FileShipperFactory;
import dev.sonde.shippers.httpjson.HttpJsonShipperFactory;
import dev.sonde.shippers.remotewrite.RemoteWriteShipperFactory;
import dev.sonde.stores.embedded.EmbeddedStoreFactory;
import dev.sonde.stores.postgres.PostgresStoreFactory;
import java.util.List;
import java.util.function.Supplier;

/// What can be configured: the whole list, one line each.
record BuiltIns(
    List<CollectorFactory<?>> collectors,
    List<GroupFactory<?>> groups,
    List<ProcessorFactory<?>> processors,
    List<ShipperFactory<?>> shippers,
    List<StoreFactory<?>> stores) {
  BuiltIns {
    collectors = List.copyOf(collectors);
    groups = List.copyOf(groups);
    processors = List.copyOf(processors);
    shippers = List.copyOf(shippers);
    stores = List.copyOf(stores);
  }

  /// Those for this system, for reading a configuration that will not run.
  static BuiltIns forReading() {
    return forReading(System.getProperty("os.name"));
  }

  /// The same with these for TLS.
  static BuiltIns forReading(TlsContexts tls) {
    return forReading(System.getProperty("os.name"), tls);
  }

  /// The same for a system by name.
  static BuiltIns forReading(String operatingSystem) {
    return forReading(operatingSystem, new TlsContexts(Time.SYSTEM, new BlockingCalls()));
  }

  private static BuiltIns forReading(String operatingSystem, TlsContexts tls) {
    return on(
        operatingSystem,
        () -> {
          throw new IllegalStateException("there is no running Sonde to measure");
        },
        tls);
  }

  /// Those for this system: Linux reads its own files, others ask OSHI.
  ///
  /// @param self makes the collector of Sonde's own metrics
  /// @param tls shared by all that speak it
  static BuiltIns on(String operatingSystem, Supplier<Collector> self, TlsContexts tls) {
    CollectorFactory<?> host =
        operatingSystem.equals("Linux")
            ? new HostCollectorFactory()
            : new OshiHostCollectorFactory();
    return new BuiltIns(
        List.of(host, new SelfCollectorFactory(self)),
        List.of(new ScrapeFactory(Time.SYSTEM, tls)),
        List.of(
            new Drop.Factory(),
            new Keep.Factory(),
            new Relabel.Factory(),
            new Rename.Factory(),
            new ChangeLabels.Factory()),
        List.of(
            new HttpJsonShipperFactory(tls),
            new RemoteWriteShipperFactory(tls),
            new FileShipperFactory(LocalDisk::open)),
        List.of(new EmbeddedStoreFactory(), new PostgresStoreFactory()));
  }
}
