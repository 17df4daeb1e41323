package dev.sonde.app;

import dev.sonde.api.Labels;
import dev.sonde.api.Settings;
import dev.sonde.app.config.Profile;
import dev.sonde.app.log.LogConfig;
import dev.sonde.engine.Plan.ProcessorPlan;
import dev.sonde.engine.SeriesLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The whole configuration.
///
/// @param labels what every series gets, `host` included when `hostname` is set
/// @param collectors all of them, those that are off too
record SondeConfig(
    Labels labels,
    SeriesLimits limits,
    List<CollectorConfig> collectors,
    List<ProcessorPlan> processors,
    ServerConfig server,
    LogConfig log,
    boolean watchConfig) {
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  public SondeConfig {
    collectors = List.copyOf(collectors);
    processors = List.copyOf(processors);
  }

  /// Reads it; `builtIns` says which collectors and processors there are.
  static SondeConfig read(Settings in, BuiltIns builtIns) {
    in.parsed(
        "profile", "agent", Profile::parse, "Whose habits hold: agent, metricsd, live-service …");
    Duration interval =
        in.duration(
            "interval",
            DEFAULT_INTERVAL,
            CollectorConfig.SHORTEST,
            CollectorConfig.LONGEST,
            "How often collectors run, unless they say otherwise; a multiple of 100ms.");
    if (!CollectorConfig.isWholeSlots(interval)) {
      in.problem("interval", CollectorConfig.WHOLE_SLOTS);
      interval = DEFAULT_INTERVAL;
    }
    Duration usual = interval;
    return new SondeConfig(
        labels(in),
        limits(in),
        in.section("collectors", "What is measured.", each -> collectors(each, builtIns, usual)),
        processors(in, builtIns),
        in.section("server", "The pages Sonde serves.", ServerConfig::read),
        in.section("log", "What is logged, to standard error.", LogConfig::read),
        in.flag("watch_config", false, "Reload when a configuration file changes."));
  }

  private static Labels labels(Settings in) {
    Map<String, String> labels =
        new TreeMap<>(in.map("labels", "Labels that every series gets, unless it has them."));
    Optional<String> hostname =
        in.text("hostname", "Given to every series as the label host; not set, there is none.");
    hostname.ifPresent(name -> labels.putIfAbsent("host", name));
    if (labels.containsKey("")) {
      in.problem("labels", "a label needs a name");
      labels.remove("");
    }
    return Labels.of(labels);
  }

  private static SeriesLimits limits(Settings in) {
    SeriesLimits usual = SeriesLimits.DEFAULT;
    return new SeriesLimits(
        (int)
            in.integer(
                "max_series",
                usual.maxSeries(),
                100,
                50_000_000,
                "Live series at most; more are refused and counted."),
        (int)
            in.integer(
                "max_labels", usual.maxLabels(), 1, 1_000, "Labels a series may have at most."),
        (int)
            in.size(
                "max_label_bytes",
                usual.maxLabelBytes(),
                64,
                1 << 20,
                "Bytes all labels of a series may have together."));
  }

  private static List<CollectorConfig> collectors(
      Settings in, BuiltIns builtIns, Duration interval) {
    var all = new ArrayList<CollectorConfig>();
    for (var factory : builtIns.collectors()) {
      all.add(
          in.section(
              factory.name(),
              factory.help(),
              section -> CollectorConfig.read(section, factory, interval)));
    }
    return all;
  }

  private static List<ProcessorPlan> processors(Settings in, BuiltIns builtIns) {
    List<ProcessorConfig> read =
        in.variants(
            "processors",
            "What is left out or changed before it is kept, in this order.",
            ProcessorConfig.readers(builtIns));
    var plans = new ArrayList<ProcessorPlan>();
    for (int i = 0; i < read.size(); i++) {
      plans.add(read.get(i).plan(i));
    }
    return plans;
  }
}
