package dev.sonde.app;

import dev.sonde.api.Labels;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.api.store.StoreFactory;
import dev.sonde.app.ShipperConfig.BatchSettings;
import dev.sonde.app.ShipperConfig.RetrySettings;
import dev.sonde.app.config.Profile;
import dev.sonde.engine.Plan.ProcessorPlan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// The section `store`: where history is kept, or that it is not.
sealed interface StoreConfig {
  /// The store's name among destinations.
  String NAME = "store";

  /// History is not kept.
  record None() implements StoreConfig {}

  /// History is kept.
  ///
  /// @param local does it keep files of its own?
  /// @param required may it hold up what comes in, when the journal is full?
  /// @param processors only for the store, in order
  record Kept(
      String type,
      boolean local,
      boolean required,
      BatchSettings batch,
      RetrySettings retry,
      List<ProcessorPlan> processors,
      Object config,
      Maker make)
      implements StoreConfig {
    public Kept {
      processors = List.copyOf(processors);
    }
  }

  /// Makes the store.
  @FunctionalInterface
  interface Maker {
    /// @param folder for its files
    /// @param own what this program's own samples have in it
    Store make(Path folder, Labels own, Time time, Surroundings surroundings);

    /// One that is only looked at.
    default Store make(Path folder, Time time, Surroundings surroundings) {
      return make(folder, Labels.NONE, time, surroundings);
    }
  }

  /// Reads the section, every type with its own keys.
  static StoreConfig read(Settings in, BuiltIns builtIns, Profile profile) {
    var readers = new LinkedHashMap<String, Function<Settings, StoreConfig>>();
    for (StoreFactory<?> each : builtIns.stores()) {
      readers.put(each.name(), section -> read(section, each, builtIns));
    }
    readers.put(Profile.NO_STORE, _ -> new None());
    String usual = profile == Profile.METRICSD ? Profile.NO_STORE : readers.firstEntry().getKey();
    return in.kind(
        "store",
        "type",
        usual,
        "Where history is kept (by default on this machine; in profile metricsd not at all).",
        readers);
  }

  private static <C> StoreConfig read(Settings in, StoreFactory<C> factory, BuiltIns builtIns) {
    BatchSettings batch = in.section("batch", "How much goes at once.", BatchSettings::read);
    RetrySettings retry =
        in.section("retry", "How long to wait after a failure.", RetrySettings::read);
    List<ProcessorPlan> processors =
        ProcessorConfig.list(
            in, "What is left out or changed for the store, in this order.", builtIns);
    boolean required =
        in.flag("required", true, "May it hold up everything, under journal.when_full: refuse?");
    C config = factory.read(in);
    return new Kept(
        factory.name(),
        factory.local(),
        required,
        batch,
        retry,
        processors,
        config,
        (folder, own, time, surroundings) ->
            factory.create(factory.on(config, own), folder, time, surroundings));
  }
}
