package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.api.store.Selection;
import dev.sonde.app.query.Screen;
import dev.sonde.engine.config.Durations;
import dev.sonde.server.history.Folds;
import dev.sonde.server.history.TimeText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What is asked, as the path takes it.
///
/// @param raw are samples wanted as they are?
record QueryParameters(Map<String, String> all, boolean raw) {
  private static final String USUAL_POINTS = "300";
  private static final int SMALLEST_CHART = 20;
  private static final long DAY_MILLIS = 86_400_000L;
  private static final long[] USUAL_SECONDS = {
    1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 14_400, 21_600, 43_200
  };

  static QueryParameters of(
      QueryOptions options, Selection which, QueryFormat format, Screen screen, Time time)
      throws UsageException {
    var all = new LinkedHashMap<String, String>();
    all.put("match", options.selection().orElseThrow());
    all.put("from", from(options, time));
    instant(options, "to", time);
    options.said("to").ifPresent(to -> all.put("to", to));
    if (!options.has("raw")) {
      steps(options, format, screen, time, all);
      all.put("fold", fold(options, which));
    }
    return new QueryParameters(all, options.has("raw"));
  }

  Map<String, String> with(String name, String value) {
    var more = new LinkedHashMap<>(all);
    more.put(name, value);
    return more;
  }

  /// The time alone.
  Map<String, String> span(String name, String value) {
    var span = new LinkedHashMap<>(all);
    span.keySet().retainAll(Set.of("from", "to"));
    span.put(name, value);
    return span;
  }

  private static String from(QueryOptions options, Time time) throws UsageException {
    instant(options, "from", time);
    String last = options.said("last").orElse("1h");
    try {
      Durations.parse(last);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--last " + last + " " + wrong.getMessage());
    }
    return options.said("from").orElse("-" + last);
  }

  private static void instant(QueryOptions options, String flag, Time time) throws UsageException {
    try {
      options.said(flag).ifPresent(text -> TimeText.parse(text, time.wallMillis()));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(
          "--" + flag + " " + options.said(flag).orElse("") + " " + wrong.getMessage());
    }
  }

  /// A chart has steps of a length that people like, files have so many.
  private static void steps(
      QueryOptions options, QueryFormat format, Screen screen, Time time, Map<String, String> all) {
    if (options.has("points") || format != QueryFormat.TABLE) {
      all.put("points", options.said("points").orElse(USUAL_POINTS));
      return;
    }
    long now = time.wallMillis();
    long to = options.said("to").map(text -> TimeText.parse(text, now)).orElse(now);
    long length = to - TimeText.parse(all.getOrDefault("from", ""), now);
    int columns = Math.max(SMALLEST_CHART, screen.width() - SMALLEST_CHART / 2);
    all.put("step", Durations.show(Duration.ofMillis(nice(length / columns))));
  }

  /// The first of the usual lengths that is no shorter.
  private static long nice(long millis) {
    for (long each : USUAL_SECONDS) {
      if (each * 1000 >= millis) {
        return each * 1000;
      }
    }
    return Math.ceilDiv(millis, DAY_MILLIS) * DAY_MILLIS;
  }

  private static String fold(QueryOptions options, Selection which) throws UsageException {
    boolean counter = which.name().filter(name -> name.endsWith("_total")).isPresent();
    String word = options.said("fold").orElse(counter ? "rate" : "avg");
    try {
      Folds.of(word);
      return word;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--fold " + word + " " + wrong.getMessage());
    }
  }
}
