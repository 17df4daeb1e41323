package dev.sonde.app;

import dev.sonde.api.Labels;
import dev.sonde.api.Settings;
import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.engine.Plan.ProcessorPlan;
import dev.sonde.journal.StartAt;
import dev.sonde.shippers.file.FileConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// One element of the list `shippers`: what the courier needs, and what its factory read.
///
/// @param processors only for this destination, in order
/// @param labels only for this destination
record ShipperConfig(
    String name,
    String type,
    boolean enabled,
    StartAt startAt,
    boolean required,
    BatchSettings batch,
    RetrySettings retry,
    List<ProcessorPlan> processors,
    Labels labels,
    Object config,
    Function<Surroundings, Shipper> make) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  ShipperConfig {
    processors = List.copyOf(processors);
  }

  /// How much goes at once.
  record BatchSettings(int samples, Duration linger) {
    static BatchSettings read(Settings in) {
      return new BatchSettings(
          (int) in.integer("samples", 10_000, 1, 1_000_000, "Samples in one request at most."),
          in.duration(
              "linger",
              Duration.ofSeconds(1),
              Duration.ZERO,
              Duration.ofHours(1),
              "How long to wait for more once there is one sample."));
    }
  }

  /// How long to wait after a failure.
  record RetrySettings(Duration base, Duration cap) {
    static RetrySettings read(Settings in) {
      Duration base =
          in.duration(
              "base",
              Duration.ofSeconds(5),
              Duration.ofMillis(10),
              Duration.ofHours(1),
              "The longest first wait; each further one may be twice as long.");
      Duration cap =
          in.duration(
              "cap",
              Duration.ofSeconds(60),
              Duration.ofMillis(10),
              Duration.ofDays(1),
              "The longest wait, unless the destination asks for a longer one.");
      if (cap.compareTo(base) < 0) {
        in.problem("cap", "is shorter than base; write " + Words.of(base) + " or more");
        cap = base;
      }
      return new RetrySettings(base, cap);
    }
  }

  /// Reads the list, every type with its own keys.
  static List<ShipperConfig> list(Settings in, BuiltIns builtIns) {
    var readers = new LinkedHashMap<String, Function<Settings, ShipperConfig>>();
    for (ShipperFactory<?> each : builtIns.shippers()) {
      readers.put(each.name(), section -> read(section, each, builtIns));
    }
    List<ShipperConfig> all =
        in.kinds("shippers", "type", "Where everything kept is sent to.", readers);
    var names = new HashSet<>(Set.of(StoreConfig.NAME));
    for (ShipperConfig each : all) {
      if (!names.add(each.name())) {
        in.problem(
            "shippers",
            each.name().equals(StoreConfig.NAME)
                ? "store is the name of the store; give the shipper another"
                : "two are called " + each.name() + "; give each a name of its own");
      }
    }
    refuseSharedFiles(in, all);
    return all;
  }

  /// Two that are on and write to one file would tear each other's lines.
  private static void refuseSharedFiles(Settings in, List<ShipperConfig> all) {
    var writers = new LinkedHashMap<Path, String>();
    for (ShipperConfig each : all) {
      if (each.enabled() && each.config() instanceof FileConfig file && !file.path().isEmpty()) {
        Path path = Path.of(file.path()).toAbsolutePath().normalize();
        String other = writers.putIfAbsent(path, each.name());
        if (other != null) {
          in.problem(
              "shippers",
              other
                  + " and "
                  + each.name()
                  + " would both write to "
                  + file.path()
                  + "; give each a path of its own");
        }
      }
    }
  }

  private static <C> ShipperConfig read(Settings in, ShipperFactory<C> factory, BuiltIns builtIns) {
    String name = name(in, factory.name());
    boolean enabled =
        in.flag("enabled", true, "Does it run? One that is off keeps its place for 24 hours.");
    StartAt startAt =
        in.choice("start_at", StartAt.NOW, "Where one begins that was not there before.");
    boolean required =
        in.flag("required", true, "May it hold up everything, under journal.when_full: refuse?");
    BatchSettings batch = in.section("batch", "How much goes at once.", BatchSettings::read);
    RetrySettings retry =
        in.section("retry", "How long to wait after a failure.", RetrySettings::read);
    List<ProcessorPlan> processors =
        ProcessorConfig.list(
            in, "What is left out or changed for this destination, in this order.", builtIns);
    Labels labels =
        labels(in, "Labels that every series gets for this destination, unless it has them.");
    C config = factory.read(in);
    return new ShipperConfig(
        name,
        factory.name(),
        enabled,
        startAt,
        required,
        batch,
        retry,
        processors,
        labels,
        config,
        surroundings -> factory.create(config, surroundings));
  }

  private static String name(Settings in, String type) {
    Optional<String> written =
        in.text("name", "What it is called, its place in the journal too; not set, its type.");
    String name = written.orElse(type);
    if (!NAME.matcher(name).matches()) {
      in.problem("name", "write up to 100 letters, digits, dots, dashes and underscores");
      return type;
    }
    return name;
  }

  /// Reads the key `labels`.
  static Labels labels(Settings in, String help) {
    Map<String, String> labels = new LinkedHashMap<>(in.map("labels", help));
    if (labels.containsKey("")) {
      in.problem("labels", "a label needs a name");
      labels.remove("");
    }
    return Labels.of(labels);
  }
}
