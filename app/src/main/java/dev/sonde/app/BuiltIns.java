package dev.sonde.app;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.GroupFactory;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Time;
import dev.sonde.api.store.StoreFactory;
import dev.sonde.app.config.Profile;
import dev.sonde.app.plugin.Plugins;
import dev.sonde.collectors.container.ContainerCollectorFactory;
import dev.sonde.collectors.exec.ExecFactory;
import dev.sonde.collectors.gpu.GpuCollectorFactory;
import dev.sonde.collectors.host.HostCollectorFactory;
import dev.sonde.collectors.lichess.LichessFactory;
import dev.sonde.collectors.oshi.OshiHostCollectorFactory;
import dev.sonde.collectors.scrape.ScrapeFactory;
import dev.sonde.collectors.statsd.StatsdFactory;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.journal.LocalDisk;
import dev.sonde.processors.filter.Drop;
import dev.sonde.processors.filter.Keep;
import dev.sonde.processors.labels.ChangeLabels;
import dev.sonde.processors.labels.Rename;
import dev.sonde.processors.relabel.Relabel;
import dev.sonde.shippers.batchjson.BatchJsonShipperFactory;
import dev.sonde.shippers.file.FileShipperFactory;
import dev.sonde.shippers.httpjson.HttpJsonShipperFactory;
import dev.sonde.shippers.remotewrite.RemoteWriteShipperFactory;
import dev.sonde.shippers.sonde.SondeShipperFactory;
import dev.sonde.stores.embedded.EmbeddedStoreFactory;
import dev.sonde.stores.postgres.PostgresStoreFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be configured: the whole list, one line each.
///
/// @param leftOut plugins that are not in it, and why
record BuiltIns(
    List<CollectorFactory<?>> collectors,
    List<GroupFactory<?>> groups,
    List<GeneratorFactory<?>> generators,
    List<ProcessorFactory<?>> processors,
    List<ShipperFactory<?>> shippers,
    List<StoreFactory<?>> stores,
    List<String> leftOut) {
  BuiltIns {
    collectors = List.copyOf(collectors);
    groups = List.copyOf(groups);
    generators = List.copyOf(generators);
    processors = List.copyOf(processors);
    shippers = List.copyOf(shippers);
    stores = List.copyOf(stores);
    leftOut = List.copyOf(leftOut);
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
        List.of(
            host,
            new GpuCollectorFactory(Time.SYSTEM),
            new ContainerCollectorFactory(Time.SYSTEM, tls),
            new SelfCollectorFactory(self)),
        List.of(new ScrapeFactory(Time.SYSTEM, tls), new ExecFactory(Time.SYSTEM)),
        List.of(new LichessFactory(Time.SYSTEM, tls), new StatsdFactory(Time.SYSTEM)),
        List.of(
            new Drop.Factory(),
            new Keep.Factory(),
            new Relabel.Factory(),
            new Rename.Factory(),
            new ChangeLabels.Factory()),
        List.of(
            new HttpJsonShipperFactory(tls),
            new BatchJsonShipperFactory(tls),
            new RemoteWriteShipperFactory(tls),
            new SondeShipperFactory(tls),
            new FileShipperFactory(LocalDisk::open)),
        List.of(new EmbeddedStoreFactory(), new PostgresStoreFactory()),
        List.of());
  }

  /// These and those of plugins.
  BuiltIns with(Plugins plugins) {
    return new BuiltIns(
        joined(collectors, plugins.collectors()),
        joined(groups, plugins.groups()),
        joined(generators, plugins.generators()),
        joined(processors, plugins.processors()),
        joined(shippers, plugins.shippers()),
        joined(stores, plugins.stores()),
        plugins.leftOut());
  }

  /// Names that no plugin can have, by kind.
  Map<String, Set<String>> names() {
    return Map.of(
        "collector",
        Stream.concat(
                collectors.stream().map(CollectorFactory::name),
                groups.stream().map(GroupFactory::name))
            .collect(Collectors.toSet()),
        "generator",
        generators.stream().map(GeneratorFactory::name).collect(Collectors.toSet()),
        "processor",
        processors.stream().map(ProcessorFactory::name).collect(Collectors.toSet()),
        "shipper",
        shippers.stream().map(ShipperFactory::name).collect(Collectors.toSet()),
        "store",
        Stream.concat(stores.stream().map(StoreFactory::name), Stream.of(Profile.NO_STORE))
            .collect(Collectors.toSet()));
  }

  private static <T> List<T> joined(List<T> first, List<T> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }
}
