package dev.sonde.app;

import dev.sonde.api.Processor;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.Settings;
import dev.sonde.engine.Plan.ProcessorPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// One element of the list `processors`.
record ProcessorConfig(String name, Object config, Supplier<Processor> make) {
  private static Map<String, Function<Settings, ProcessorConfig>> readers(BuiltIns builtIns) {
    var readers = new LinkedHashMap<String, Function<Settings, ProcessorConfig>>();
    for (ProcessorFactory<?> each : builtIns.processors()) {
      readers.put(each.name(), settings -> read(settings, each));
    }
    return readers;
  }

  /// Reads the list `processors`.
  static List<ProcessorPlan> list(Settings in, String help, BuiltIns builtIns) {
    List<ProcessorConfig> read = in.variants("processors", help, readers(builtIns));
    var plans = new ArrayList<ProcessorPlan>();
    for (int i = 0; i < read.size(); i++) {
      plans.add(read.get(i).plan(i));
    }
    return plans;
  }

  private static <C> ProcessorConfig read(Settings in, ProcessorFactory<C> factory) {
    C config = factory.read(in);
    return new ProcessorConfig(factory.name(), config, () -> factory.create(config));
  }

  private ProcessorPlan plan(int place) {
    return new ProcessorPlan("processors[" + place + "] " + name, config, make);
  }
}
