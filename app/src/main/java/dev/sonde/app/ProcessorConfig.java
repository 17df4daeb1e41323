package dev.sonde.app;

import dev.sonde.api.Processor;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.Settings;
import dev.sonde.engine.Plan.ProcessorPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// One element of the list `processors`.
record ProcessorConfig(String name, Object config, Supplier<Processor> make) {
  static Map<String, Function<Settings, ProcessorConfig>> readers(BuiltIns builtIns) {
    var readers = new LinkedHashMap<String, Function<Settings, ProcessorConfig>>();
    for (ProcessorFactory<?> each : builtIns.processors()) {
      readers.put(each.name(), settings -> read(settings, each));
    }
    return readers;
  }

  private static <C> ProcessorConfig read(Settings in, ProcessorFactory<C> factory) {
    C config = factory.read(in);
    return new ProcessorConfig(factory.name(), config, () -> factory.create(config));
  }

  ProcessorPlan plan(int place) {
    return new ProcessorPlan("processors[" + place + "] " + name, config, make);
  }
}
