package dev.sonde.app;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.ShipperFactory;
import dev.sonde.collectors.host.HostCollectorFactory;
import dev.sonde.collectors.oshi.OshiHostCollectorFactory;
import dev.sonde.journal.LocalDisk;
import dev.sonde.processors.filter.Drop;
import dev.sonde.processors.filter.Keep;
import dev.sonde.shippers.file.FileShipperFactory;
import dev.sonde.shippers.httpjson.HttpJsonShipperFactory;
import java.util.List;
import java.util.function.Supplier;

/// What can be configured: the whole list, one line each.
record BuiltIns(
    List<CollectorFactory<?>> collectors,
    List<ProcessorFactory<?>> processors,
    List<ShipperFactory<?>> shippers) {
  BuiltIns {
    collectors = List.copyOf(collectors);
    processors = List.copyOf(processors);
    shippers = List.copyOf(shippers);
  }

  /// Those for this system, for reading a configuration that will not run.
  static BuiltIns forReading() {
    return on(
        System.getProperty("os.name"),
        () -> {
          throw new IllegalStateException("there is no running Sonde to measure");
        });
  }

  /// Those for this system: Linux reads its own files, others ask OSHI.
  ///
  /// @param self makes the collector of Sonde's own metrics
  static BuiltIns on(String operatingSystem, Supplier<Collector> self) {
    CollectorFactory<?> host =
        operatingSystem.equals("Linux")
            ? new HostCollectorFactory()
            : new OshiHostCollectorFactory();
    return new BuiltIns(
        List.of(host, new SelfCollectorFactory(self)),
        List.of(new Drop.Factory(), new Keep.Factory()),
        List.of(new HttpJsonShipperFactory(), new FileShipperFactory(LocalDisk::open)));
  }
}
