package dev.sonde.app;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.app.ShipperConfig.BatchSettings;
import dev.sonde.app.ShipperConfig.RetrySettings;
import dev.sonde.delivery.CourierConfig;
import dev.sonde.delivery.CourierPlan;
import dev.sonde.engine.Chain;
import dev.sonde.engine.Plan;
import dev.sonde.engine.Plan.CollectorPlan;
import dev.sonde.engine.Plan.GeneratorPlan;
import dev.sonde.engine.Plan.GroupPlan;
import dev.sonde.engine.Plan.ProcessorPlan;
import dev.sonde.journal.StartAt;
import dev.sonde.processors.labels.AddLabels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/// From configuration to what should run.
final class Wiring {
  private Wiring() {}

  static Plan plan(SondeConfig config, Surroundings surroundings) {
    return new Plan(
        collectors(config, surroundings),
        groups(config, surroundings),
        generators(config, surroundings),
        processors(config),
        config.limits());
  }

  static List<CourierPlan> couriers(SondeConfig config, Surroundings surroundings) {
    List<ShipperConfig> wanted = config.shippers().stream().filter(ShipperConfig::enabled).toList();
    if (wanted.isEmpty()) {
      return List.of();
    }
    Optional<String> host = config.host().value(() -> HostName.of(surroundings).find());
    return wanted.stream().map(each -> courier(each, host, surroundings)).toList();
  }

  private static CourierPlan courier(
      ShipperConfig of, Optional<String> host, Surroundings surroundings) {
    List<ProcessorPlan> steps = selection(host, of.labels(), of.processors());
    return new CourierPlan(
        of.name(),
        List.of(of.type(), of.config()),
        courier(of.batch(), of.retry()),
        of.startAt(),
        of.required(),
        () -> of.make().apply(host.map(surroundings::withHost).orElse(surroundings)),
        processor(steps),
        hash(steps));
  }

  /// What this machine's samples have wherever they are stored.
  static Labels own(SondeConfig config, Surroundings surroundings) {
    return config
        .host()
        .value(() -> HostName.of(surroundings).find())
        .map(host -> Labels.of("host", host))
        .orElse(Labels.NONE);
  }

  /// The courier of the store. It begins with the oldest there is: so one that was emptied has
  /// again what the journal still has.
  static CourierPlan store(StoreConfig.Kept of, Labels own, Supplier<? extends Shipper> make) {
    Optional<String> host = Optional.ofNullable(own.value("host"));
    List<ProcessorPlan> steps = selection(host, Labels.NONE, of.processors());
    return new CourierPlan(
        StoreConfig.NAME,
        List.of(of.type(), of.config(), own),
        courier(of.batch(), of.retry()),
        StartAt.OLDEST,
        of.required(),
        make,
        processor(steps),
        hash(steps));
  }

  private static Processor processor(List<ProcessorPlan> steps) {
    return steps.isEmpty() ? CourierPlan.EVERYTHING : new Chain(steps);
  }

  /// What stands before each destination that is on, by its name.
  static Map<String, List<ProcessorPlan>> selections(
      SondeConfig config, Surroundings surroundings) {
    Optional<String> host = config.host().value(() -> HostName.of(surroundings).find());
    var selections = new LinkedHashMap<String, List<ProcessorPlan>>();
    config.shippers().stream()
        .filter(ShipperConfig::enabled)
        .forEach(
            each -> selections.put(each.name(), selection(host, each.labels(), each.processors())));
    if (config.store() instanceof StoreConfig.Kept kept) {
      selections.put(StoreConfig.NAME, selection(host, Labels.NONE, kept.processors()));
    }
    return selections;
  }

  private static List<ProcessorPlan> selection(
      Optional<String> host, Labels labels, List<ProcessorPlan> processors) {
    var steps = new ArrayList<ProcessorPlan>();
    host.ifPresent(name -> steps.add(new ProcessorPlan("host", name, () -> new AddHost(name))));
    if (!labels.isEmpty()) {
      steps.add(adding("labels", labels));
    }
    steps.addAll(processors);
    return steps;
  }

  private static ProcessorPlan adding(String name, Labels labels) {
    return new ProcessorPlan(name, labels, () -> new AddLabels(labels));
  }

  private static CourierConfig courier(BatchSettings batch, RetrySettings retry) {
    CourierConfig usual = CourierConfig.DEFAULT;
    return new CourierConfig(
        batch.samples(),
        batch.linger(),
        retry.base(),
        retry.cap(),
        usual.retryAfterMost(),
        usual.openAfter(),
        usual.poisonTries(),
        usual.poisonAfter(),
        usual.setAsideFor());
  }

  /// The same in every process: it stands beside the bounds of a batch on the disk.
  private static long hash(List<ProcessorPlan> steps) {
    var crc = new CRC32C();
    for (ProcessorPlan each : steps) {
      crc.update((each.name() + ' ' + each.config() + '\n').getBytes(StandardCharsets.UTF_8));
    }
    return crc.getValue();
  }

  private static List<CollectorPlan> collectors(SondeConfig config, Surroundings surroundings) {
    return config.collectors().stream()
        .filter(CollectorConfig::enabled)
        .map(each ->
            new CollectorPlan(
                each.name(),
                each.config(),
                each.run(),
                each.essential(),
                () -> each.make().apply(surroundings)))
        .toList();
  }

  private static List<GroupPlan<?>> groups(SondeConfig config, Surroundings surroundings) {
    var all = new ArrayList<GroupPlan<?>>();
    for (GroupConfig each : config.groups()) {
      if (each.works()) {
        all.add(each.plan().apply(surroundings));
      }
    }
    return all;
  }

  private static List<GeneratorPlan> generators(SondeConfig config, Surroundings surroundings) {
    return config.generators().stream()
        .filter(GeneratorConfig::works)
        .map(each ->
            new GeneratorPlan(each.name(), each.config(), () -> each.make().apply(surroundings)))
        .toList();
  }

  /// The pipeline that every series goes through.
  static List<ProcessorPlan> processors(SondeConfig config) {
    var all = new ArrayList<ProcessorPlan>();
    if (!config.labels().isEmpty()) {
      all.add(new ProcessorPlan("labels", config.labels(), () -> new AddLabels(config.labels())));
    }
    all.addAll(config.processors());
    return all;
  }
}
