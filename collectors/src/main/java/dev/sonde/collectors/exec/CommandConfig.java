package dev.sonde.collectors.exec;

import dev.sonde.api.Labels;
import dev.sonde.api.Rhythm;
import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import dev.sonde.wire.influx.LinePrecision;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One command.
///
/// @param words the program and its arguments, as it gets them
/// @param labels what its series get, unless they have them
/// @param environment variables that it gets on top of the usual ones
/// @param folder where it runs
/// @param maxOutput bytes that it may print
/// @param maxSeries that it may show
public record CommandConfig(
    String name,
    List<String> words,
    Duration interval,
    Duration timeout,
    OutputFormat format,
    LinePrecision precision,
    Labels labels,
    Map<String, Secret> environment,
    Optional<String> folder,
    int maxOutput,
    int maxSeries) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,99}");
  private static final Pattern VARIABLE = Pattern.compile("[^=\0]+");
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(30);
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);

  public CommandConfig {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  static CommandConfig read(Settings in) {
    String name = name(in);
    List<String> words = words(in);
    Duration interval = interval(in);
    return new CommandConfig(
        name,
        words,
        interval,
        in.duration(
                "timeout",
                SHORTEST_TIMEOUT,
                LONGEST,
                "A run that takes longer is ended, with all that it started; not set, the interval,"
                    + " at most 10s.")
            .orElse(interval.compareTo(USUAL_TIMEOUT) < 0 ? interval : USUAL_TIMEOUT),
        in.choice(
            "format",
            OutputFormat.PROMETHEUS,
            "What it prints: Prometheus' text or OpenMetrics, JSON, Influx lines."),
        in.choice("precision", LinePrecision.NS, "What the timestamps of Influx lines count."),
        labels(in),
        environment(in),
        in.text("folder", "The folder it runs in; not set, the one that Sonde runs in."),
        (int)
            in.size(
                "max_output",
                1 << 20,
                1 << 10,
                64 << 20,
                "It may print so much; beyond it the run has failed."),
        (int)
            in.integer(
                "max_series",
                10_000,
                1,
                1_000_000,
                "It may show so many series; beyond it the run has failed."));
  }

  Rhythm rhythm() {
    return new Rhythm(interval, Duration.ZERO);
  }

  private static String name(Settings in) {
    String name =
        in.required(
            "name",
            "What it is called: its label command, and the beginning of names in JSON objects.");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      in.problem("name", "write up to 100 letters, digits and underscores, no digit first");
    }
    return name;
  }

  private static List<String> words(Settings in) {
    List<String> words =
        in.texts(
            "command",
            List.of(),
            "The program and its arguments, a list: [/usr/bin/df, -k]. No shell reads it.");
    if (words.isEmpty()) {
      in.problem("command", "is missing; write a list of the program and its arguments");
      return words;
    }
    if (words.size() == 1 && words.getFirst().strip().contains(" ")) {
      in.problem("command", "is one text; no shell splits it: write " + asList(words.getFirst()));
    }
    if (words.stream().anyMatch(each -> each.indexOf('\0') >= 0)) {
      in.problem("command", "holds a zero byte, which no program can be given");
    }
    return words;
  }

  /// What somebody meant who wrote it as a shell would read it.
  private static String asList(String text) {
    boolean plain = text.chars().allMatch(each -> Character.isLetterOrDigit(each) || isPlain(each));
    return plain
        ? "[" + String.join(", ", text.strip().split(" +")) + "]"
        : "[/bin/sh, -c, '" + text.replace("'", "''") + "']";
  }

  private static boolean isPlain(int character) {
    return " ./_-=+@%".indexOf(character) >= 0;
  }

  private static Duration interval(Settings in) {
    Duration interval =
        in.duration(
            "interval", USUAL_INTERVAL, Rhythm.SLOT, LONGEST, "How often; a multiple of 100ms.");
    if (interval.toMillis() % Rhythm.SLOT.toMillis() != 0) {
      in.problem("interval", "an interval is a multiple of 100ms");
      return USUAL_INTERVAL;
    }
    return interval;
  }

  private static Labels labels(Settings in) {
    var labels =
        new LinkedHashMap<>(in.map("labels", "Labels that its series get, unless they have them."));
    if (labels.containsKey("")) {
      in.problem("labels", "a label needs a name");
      labels.remove("");
    }
    return Labels.of(labels);
  }

  private static Map<String, Secret> environment(Settings in) {
    var variables = new LinkedHashMap<String, Secret>();
    in.map(
            "environment",
            "Variables that it gets beside PATH, HOME, USER, LANG, LC_*, TZ and TMPDIR; no other"
                + " variable of Sonde's is handed on. Never shown.")
        .forEach((name, value) -> {
          if (!VARIABLE.matcher(name).matches() || value.indexOf('\0') >= 0) {
            in.problem("environment", "a variable has a name without =, and no zero bytes");
          } else {
            variables.put(name, new Secret(value));
          }
        });
    return variables;
  }
}
