package dev.sonde.wire.scrape;

import static dev.sonde.wire.scrape.ReferenceLine.demand;

import dev.sonde.api.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A family of OpenMetrics with all its lines, and the rules for it.
final class ReferenceFamily {
  record Line(String name, Map<String, String> labels, double value, long time) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "unknown", Kind.UNKNOWN,
          "gauge", Kind.GAUGE,
          "counter", Kind.COUNTER,
          "histogram", Kind.HISTOGRAM,
          "gaugehistogram", Kind.GAUGE_HISTOGRAM,
          "stateset", Kind.STATE_SET,
          "info", Kind.INFO,
          "summary", Kind.SUMMARY);

  private final String name;
  private final Map<String, String> metadata = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();

  ReferenceFamily(String name) {
    this.name = name;
  }

  boolean takesMetadata(String wanted) {
    return lines.isEmpty() && name.equals(wanted);
  }

  void metadata(String word, String text) {
    demand(!word.equals("TYPE") || KINDS.containsKey(text), "type");
    var decoded = ReferenceLine.unescaped(ReferenceLine.utf8(text), true);
    demand(metadata.put(word, decoded) == null, "twice");
  }

  private Kind kind() {
    return KINDS.getOrDefault(metadata.getOrDefault("TYPE", "unknown"), Kind.UNKNOWN);
  }

  private List<String> suffixes() {
    return switch (kind()) {
      case UNKNOWN, GAUGE, STATE_SET -> List.of("");
      case COUNTER -> List.of("_total", "_created");
      case SUMMARY -> List.of("", "_count", "_sum", "_created");
      case HISTOGRAM -> List.of("_count", "_sum", "_bucket", "_created");
      case GAUGE_HISTOGRAM -> List.of("_gcount", "_gsum", "_bucket");
      case INFO -> List.of("_info");
    };
  }

  boolean takes(String sample) {
    return suffixes().stream().anyMatch(suffix -> sample.equals(name + suffix));
  }

  void add(Line line) {
    lines.add(line);
  }

  List<Reading.Sample> samples() {
    return lines.stream()
        .map(line ->
            new Reading.Sample(
                line.name(),
                ReferenceThresholds.canonical(kind(), line.labels()),
                kind(),
                metadata.getOrDefault("UNIT", ""),
                metadata.getOrDefault("HELP", ""),
                Reading.Sample.bits(line.value()),
                line.time()))
        .toList();
  }

  void check(Set<String> names) {
    demand(names.add("family " + name), "two families");
    suffixes().forEach(suffix -> demand(names.add("sample " + name + suffix), "clash"));
    var unit = metadata.getOrDefault("UNIT", "");
    boolean unitless = Set.of(Kind.INFO, Kind.STATE_SET).contains(kind());
    demand(unit.isEmpty() || (!unitless && name.matches("(?s).+_" + quoted(unit))), "unit");
    lines.forEach(this::checkLine);
    grouped().values().forEach(this::checkMetric);
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }

  private String suffix(Line line) {
    return line.name().substring(name.length());
  }

  private void checkLine(Line line) {
    double value = line.value();
    var suffix = suffix(line);
    boolean bucket = suffix.equals("_bucket");
    boolean total = kind() == Kind.COUNTER && suffix.equals("_total");
    demand(!total || value >= 0, "total");
    demand(!suffix.equals("_created") || isGauge() || Double.isFinite(value), "created");
    demand(kind() != Kind.INFO || value == 1, "info");
    if (kind() == Kind.STATE_SET) {
      demand((value == 0 || value == 1) && line.labels().containsKey(name), "state");
    }
    if (kind() == Kind.SUMMARY && suffix.isEmpty()) {
      double quantile = threshold(line.labels().get("quantile"));
      demand(quantile >= 0 && quantile <= 1 && !(value < 0), "quantile");
    }
    boolean counts = suffix.equals("_count") || suffix.equals("_gcount") || bucket;
    demand(isGauge() || !counts || (value >= 0 && value % 1 == 0), "count");
    demand(isGauge() || !suffix.equals("_sum") || value >= 0, "sum");
    demand(isGauge() || !suffix.equals("_gsum") || !Double.isNaN(value), "gsum");
  }

  private boolean isGauge() {
    return kind() == Kind.GAUGE || kind() == Kind.UNKNOWN;
  }

  private static double threshold(@Nullable String text) {
    demand(text != null, "no threshold");
    if ("+Inf".equals(text)) {
      return Double.POSITIVE_INFINITY;
    }
    double number = text == null ? 0 : ReferenceLine.number(text);
    demand(Double.isFinite(number), "threshold");
    return number;
  }

  /// Lines by metric; each metric of several lines in one piece.
  private Map<Map<String, String>, List<Line>> grouped() {
    var metrics = new LinkedHashMap<Map<String, String>, List<Line>>();
    Map<String, String> current = Map.of("", "none");
    for (var line : lines) {
      var metric = new TreeMap<>(line.labels());
      metric.remove(special(line));
      metric.values().removeIf(String::isEmpty);
      boolean single = Set.of(Kind.GAUGE, Kind.UNKNOWN, Kind.INFO).contains(kind());
      boolean whole = single || metric.equals(current) || !metrics.containsKey(metric);
      demand(whole, "interleaved");
      metrics.computeIfAbsent(metric, m -> new ArrayList<>()).add(line);
      current = metric;
    }
    return metrics;
  }

  private String special(Line line) {
    return switch (kind()) {
      case STATE_SET -> name;
      case SUMMARY -> suffix(line).isEmpty() ? "quantile" : "no label";
      case HISTOGRAM, GAUGE_HISTOGRAM -> suffix(line).equals("_bucket") ? "le" : "no label";
      case UNKNOWN, GAUGE, COUNTER, INFO -> "no label";
    };
  }

  private void checkMetric(List<Line> metric) {
    if (kind() != Kind.HISTOGRAM && kind() != Kind.GAUGE_HISTOGRAM) {
      return;
    }
    double last = Double.NEGATIVE_INFINITY;
    boolean below = false;
    boolean buckets = false;
    for (var line : metric) {
      if (suffix(line).equals("_bucket")) {
        double threshold = threshold(line.labels().get("le"));
        demand(threshold > last, "buckets");
        last = threshold;
        below |= threshold < 0;
        buckets = true;
      }
      boolean negative = suffix(line).equals("_gsum") && line.value() < 0;
      demand(!negative || below || !buckets, "gsum");
    }
    demand(last == Double.POSITIVE_INFINITY, "no +Inf");
    demand(!below || kind() != Kind.HISTOGRAM || of(metric, "sum").isEmpty(), "sum below 0");
  }

  private static List<Line> of(List<Line> metric, String end) {
    return metric.stream().filter(line -> line.name().endsWith(end)).toList();
  }
}
