package dev.sonde.engine;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorGroup;
import dev.sonde.api.Generator;
import dev.sonde.api.Processor;
import java.util.List;
import java.util.function.Supplier;

/// What should be running. Two plans are compared to see what a reload changes.
///
/// @param collectors each with a name of its own
/// @param groups likewise, and none with the name of a collector
/// @param generators each with a name of its own
/// @param processors in order
/// @param limits for series at the doors
public record Plan(
    List<CollectorPlan> collectors,
    List<GroupPlan<?>> groups,
    List<GeneratorPlan> generators,
    List<ProcessorPlan> processors,
    SeriesLimits limits) {
  public Plan {
    collectors = List.copyOf(collectors);
    groups = List.copyOf(groups);
    generators = List.copyOf(generators);
    processors = List.copyOf(processors);
  }

  /// A plan without generators.
  public Plan(
      List<CollectorPlan> collectors,
      List<GroupPlan<?>> groups,
      List<ProcessorPlan> processors,
      SeriesLimits limits) {
    this(collectors, groups, List.of(), processors, limits);
  }

  /// A generator that should run.
  ///
  /// @param name unique among generators
  /// @param config compared with `equals`: the same configuration keeps the generator that runs
  /// @param make makes the generator; called when there is none yet with this configuration
  public record GeneratorPlan(String name, Object config, Supplier<Generator> make) {}

  /// A collector that should run.
  ///
  /// @param name unique among collectors
  /// @param config compared with `equals`: the same configuration keeps the collector that runs
  /// @param essential are its series taken even when there are as many as there may be?
  /// @param make makes the collector; called when there is none yet with this configuration
  public record CollectorPlan(
      String name, Object config, RunSettings run, boolean essential, Supplier<Collector> make) {}

  /// A group of collectors that should run.
  ///
  /// @param name unique among collectors and groups
  /// @param config compared with `equals`: another one is given to the group that runs
  /// @param live do its samples show in the live view?
  /// @param make makes the group; called when there is none yet
  public record GroupPlan<C>(
      String name, C config, boolean live, Supplier<CollectorGroup<C>> make) {}

  /// A processor that should stand in the pipeline.
  ///
  /// @param name what `explain` and the counters call it
  /// @param config compared with `equals`: if all are the same, the pipeline stays
  /// @param make makes the processor
  public record ProcessorPlan(String name, Object config, Supplier<Processor> make) {
    boolean sameAs(ProcessorPlan other) {
      return name.equals(other.name) && config.equals(other.config);
    }
  }
}
