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
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The whole configuration.
///
/// @param labels what every series gets
/// @param collectors all of them, those that are off too
/// @param groups likewise
/// @param generators likewise
/// @param host the label `host` of what is shipped
/// @param dataDir where data lives, when somebody says
/// @param shippers all of them, those that are off too
record SondeConfig(
    Labels labels,
    SeriesLimits limits,
    List<CollectorConfig> collectors,
    List<GroupConfig> groups,
    List<GeneratorConfig> generators,
    List<ProcessorPlan> processors,
    HostLabel host,
    Optional<String> dataDir,
    JournalSettings journal,
    List<ShipperConfig> shippers,
    StoreConfig store,
    ReceiversConfig receivers,
    ServerConfig server,
    LogConfig log,
    boolean watchConfig) {
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  public SondeConfig {
    collectors = List.copyOf(collectors);
    groups = List.copyOf(groups);
    generators = List.copyOf(generators);
    processors = List.copyOf(processors);
    shippers = List.copyOf(shippers);
  }

  /// The label `host` of what is shipped.
  ///
  /// @param written as configured; empty text for none
  /// @param machine does it fall back to the machine's own name?
  record HostLabel(Optional<String> written, boolean machine) {
    /// Its value, empty for none.
    Optional<String> value(Supplier<Optional<String>> ownName) {
      Optional<String> name = written.isEmpty() && machine ? ownName.get() : written;
      return name.filter(each -> !each.isEmpty());
    }
  }

  /// Does it mention this collector?
  boolean names(String collector) {
    return collectors.stream().anyMatch(each -> each.named() && each.name().equals(collector));
  }

  /// Reads it; `builtIns` says which collectors and processors there are.
  static SondeConfig read(Settings in, BuiltIns builtIns) {
    Profile profile =
        in.parsed(
            "profile",
            "agent",
            Profile::parse,
            "Whose habits hold: agent, metricsd, live-service …");
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
    Optional<Duration> timeout =
        in.duration(
            "timeout",
            CollectorConfig.SHORTEST_RUN,
            CollectorConfig.LONGEST,
            "How long a run of a collector may take, unless it says otherwise; not set, its"
                + " interval, at most 10s.");
    Optional<Duration> told = in.has("interval") ? Optional.of(interval) : Optional.empty();
    var groups = new ArrayList<GroupConfig>();
    return new SondeConfig(
        ShipperConfig.labels(in, "Labels that every series gets, unless it has them."),
        limits(in),
        in.section(
            "collectors",
            "What is measured.",
            each -> {
              groups.addAll(groups(each, builtIns));
              passOver(each, "collector", builtIns);
              return collectors(each, builtIns, told, timeout);
            }),
        groups,
        GeneratorConfig.list(in, builtIns),
        ProcessorConfig.list(
            in, "What is left out or changed before it is kept, in this order.", builtIns),
        new HostLabel(hostname(in), profile != Profile.METRICSD && profile != Profile.PUSH_CLIENT),
        in.text(
            "data_dir",
            "Where data lives; not set, /var/lib/sonde for a service, root, or whoever may write"
                + " there, else sonde in $XDG_STATE_HOME or ~/.local/state."),
        in.section(
            "journal", "The log on disk that everything kept goes through.", JournalSettings::read),
        ShipperConfig.list(in, builtIns),
        StoreConfig.read(in, builtIns, profile),
        in.section(
            "receivers",
            "What others may push; with them on, this is a hub.",
            ReceiversConfig::read),
        in.section("server", "The pages Sonde serves.", ServerConfig::read),
        in.section("log", "What is logged, to standard error.", LogConfig::read),
        in.flag("watch_config", false, "Reload when a configuration file changes."));
  }

  private static Optional<String> hostname(Settings in) {
    return in.text(
        "hostname",
        "The label host of what is shipped, unless a series has one, or instance as what is"
            + " scraped; not set, this machine's name (none in metricsd and push-client); \"\" for none."
            + " Local pages don't show it.");
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

  /// While a plugin is left out, nobody knows which keys are its own: none of them keeps Sonde from
  /// starting.
  static void passOver(Settings in, String kind, BuiltIns builtIns) {
    if (builtIns.leftOut().isEmpty()) {
      return;
    }
    Set<String> known = builtIns.names().getOrDefault(kind, Set.of());
    for (String each : in.keys()) {
      if (!known.contains(each)) {
        in.unused(
            each,
            "is passed over: there is no such "
                + kind
                + ", and "
                + String.join("; ", builtIns.leftOut()));
      }
    }
  }

  private static List<GroupConfig> groups(Settings in, BuiltIns builtIns) {
    var all = new ArrayList<GroupConfig>();
    for (var factory : builtIns.groups()) {
      all.add(
          in.section(
              factory.name(), factory.help(), section -> GroupConfig.read(section, factory)));
    }
    return all;
  }

  private static List<CollectorConfig> collectors(
      Settings in, BuiltIns builtIns, Optional<Duration> told, Optional<Duration> timeout) {
    var all = new ArrayList<CollectorConfig>();
    for (var factory : builtIns.collectors()) {
      Duration interval = told.or(factory::usualInterval).orElse(DEFAULT_INTERVAL);
      boolean named = in.has(factory.name());
      all.add(
          in.section(
              factory.name(),
              factory.help(),
              section -> CollectorConfig.read(section, factory, named, interval, timeout)));
    }
    return all;
  }
}
