package dev.sonde.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Holds a page against the rules of OpenMetrics 1.0; the first breach throws.
public final class OpenMetricsValidator {
  /// A sample as it was read.
  public record Sample(String name, Map<String, String> labels, double value) {}

  private static final Pattern METADATA =
      Pattern.compile("# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)", Pattern.DOTALL);
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})? (\\S+)( -?\\d+(?:\\.\\d+)?)?", Pattern.DOTALL);
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\\\\\"\n]|\\\\[\\\\\"n])*)\"(,|})");
  private static final Pattern HELP = Pattern.compile("(?:[^\\\\\"\n]|\\\\[\\\\\"n])*");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?|[-+]?Inf|NaN");
  private static final Pattern CANONICAL =
      Pattern.compile("\\+Inf|-?\\d{1,6}\\.\\d+|-?\\d(\\.\\d+)?e[-+]\\d{2,}");
  private static final List<String> ORDER = List.of("TYPE", "UNIT", "HELP");
  private static final Map<String, List<String>> SUFFIXES =
      Map.of(
          "counter", List.of("_total", "_created"),
          "gauge", List.of(""),
          "unknown", List.of(""),
          "stateset", List.of(""),
          "info", List.of("_info"),
          "histogram", List.of("_bucket", "_count", "_sum", "_created"),
          "gaugehistogram", List.of("_bucket", "_gcount", "_gsum"),
          "summary", List.of("", "_count", "_sum", "_created"));

  private final Set<String> claimed = new HashSet<>();
  private final Set<String> lines = new HashSet<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private List<Sample> family = new ArrayList<>();
  private String familyName = "";

  public static List<Sample> validate(String page) {
    var validator = new OpenMetricsValidator();
    validator.page(page);
    return validator.samples;
  }

  private void page(String page) {
    require(page.endsWith("# EOF\n"), "no # EOF at the end");
    for (var line : page.substring(0, page.length() - "# EOF\n".length()).split("\n", -1)) {
      if (!line.isEmpty()) {
        line(line);
      }
    }
    require(!page.contains("\n\n") && !page.startsWith("\n"), "empty line");
    endFamily();
  }

  private void line(String line) {
    require(!line.equals("# EOF"), "# EOF before the end");
    if (line.startsWith("#")) {
      metadata(match(METADATA, line));
    } else {
      sample(match(SAMPLE, line));
    }
  }

  private void metadata(Matcher line) {
    if (!line.group(2).equals(familyName) || !family.isEmpty()) {
      endFamily();
      familyName = line.group(2);
    }
    var word = line.group(1);
    require(
        metadata.keySet().stream().allMatch(w -> ORDER.indexOf(w) < ORDER.indexOf(word)),
        "order of metadata at " + line.group());
    metadata.put(word, line.group(3));
    if (word.equals("HELP")) {
      match(HELP, line.group(3));
    }
  }

  private void sample(Matcher line) {
    var sample =
        new Sample(line.group(1), labels(line.group(2)), number(match(NUMBER, line.group(3))));
    if (!belongs(sample.name())) {
      endFamily();
      familyName = sample.name();
    }
    require(lines.add(sample.name() + new TreeMap<>(sample.labels())), "twice: " + line.group());
    family.add(sample);
    samples.add(sample);
  }

  private boolean belongs(String name) {
    return suffixes().stream().anyMatch(suffix -> name.equals(familyName + suffix));
  }

  private List<String> suffixes() {
    var suffixes = SUFFIXES.get(type());
    require(suffixes != null, "type " + type());
    return suffixes == null ? List.of() : suffixes;
  }

  private String type() {
    return metadata.getOrDefault("TYPE", "unknown");
  }

  private void endFamily() {
    if (!familyName.isEmpty()) {
      claim();
      unit();
      family.forEach(this::value);
      contiguous();
      thresholds();
    }
    metadata.clear();
    family = new ArrayList<>();
    familyName = "";
  }

  private void claim() {
    var names = new HashSet<String>(Set.of(familyName));
    suffixes().forEach(suffix -> names.add(familyName + suffix));
    names.forEach(name -> require(claimed.add(name), "two families claim " + name));
  }

  private void unit() {
    var unit = metadata.get("UNIT");
    if (unit != null) {
      require(familyName.endsWith("_" + unit), familyName + " does not end in its unit " + unit);
      require(!Set.of("info", "stateset").contains(type()), familyName + " can't have a unit");
    }
  }

  private void value(Sample sample) {
    double value = sample.value();
    var suffix = sample.name().substring(familyName.length());
    if (Set.of("_count", "_bucket", "_gcount").contains(suffix)) {
      require(value == Math.rint(value) && Double.isFinite(value), "count " + sample);
    }
    if (Set.of("_total", "_sum", "_count", "_bucket", "_gcount", "_created").contains(suffix)) {
      require(value >= 0, "count " + sample);
    }
    switch (type()) {
      case "info" -> require(value == 1, "info " + sample);
      case "stateset" -> {
        require(value == 0 || value == 1, "state " + sample);
        require(sample.labels().containsKey(familyName), "no state " + sample);
      }
      case "summary" -> require(!(value < 0), "summary " + sample);
      default -> {}
    }
  }

  private void contiguous() {
    var ended = new HashSet<Map<String, String>>();
    Map<String, String> current = Map.of("no", "metric");
    for (var sample : family) {
      var metric = metric(sample);
      if (!metric.equals(current)) {
        require(ended.add(metric), "metric in two places: " + sample);
        current = metric;
      }
    }
  }

  private Map<String, String> metric(Sample sample) {
    var labels = new HashMap<>(sample.labels());
    switch (type()) {
      case "stateset" -> labels.remove(familyName);
      case "summary" -> labels.remove("quantile");
      case "histogram", "gaugehistogram" -> labels.remove("le");
      default -> {}
    }
    return labels;
  }

  private void thresholds() {
    if (type().equals("summary")) {
      family.stream().filter(s -> s.name().equals(familyName)).forEach(this::quantile);
    } else if (type().endsWith("histogram")) {
      family.stream().map(this::metric).distinct().forEach(this::buckets);
    }
  }

  private void quantile(Sample sample) {
    var quantile = sample.labels().getOrDefault("quantile", "none");
    require(CANONICAL.matcher(quantile).matches(), "quantile " + sample);
    require(Double.parseDouble(quantile) >= 0 && Double.parseDouble(quantile) <= 1, "" + sample);
  }

  private void buckets(Map<String, String> metric) {
    double threshold = Double.NEGATIVE_INFINITY;
    double count = 0;
    boolean belowZero = false;
    for (var sample : family) {
      if (metric(sample).equals(metric) && sample.name().endsWith("_bucket")) {
        var le = sample.labels().getOrDefault("le", "none");
        require(CANONICAL.matcher(le).matches(), "le " + sample);
        require(number(match(NUMBER, le)) > threshold, "order of " + sample);
        require(sample.value() >= count, "falls: " + sample);
        threshold = number(match(NUMBER, le));
        count = sample.value();
        belowZero |= threshold < 0;
      }
    }
    require(threshold == Double.POSITIVE_INFINITY, "no +Inf in " + familyName + metric);
    sums(metric, belowZero);
    var counts = values(metric, "_count", "_gcount");
    require(counts.isEmpty() || counts.equals(List.of(count)), "count of " + familyName + metric);
    require(counts.size() == values(metric, "_sum", "_gsum").size(), "sum, " + familyName + metric);
  }

  private void sums(Map<String, String> metric, boolean belowZero) {
    require(!belowZero || values(metric, "_sum", "_sum").isEmpty(), "sum in " + familyName);
    values(metric, "_gsum", "_gsum").forEach(s -> require(belowZero || s >= 0, familyName + s));
  }

  private List<Double> values(Map<String, String> metric, String suffix, String other) {
    return family.stream()
        .filter(sample -> metric(sample).equals(metric))
        .filter(s -> s.name().equals(familyName + suffix) || s.name().equals(familyName + other))
        .map(Sample::value)
        .toList();
  }

  private static Map<String, String> labels(@Nullable String text) {
    var labels = new HashMap<String, String>();
    if (text != null && !text.equals("{}")) {
      var matcher = LABEL.matcher(text);
      int at = 1;
      while (at < text.length()) {
        require(matcher.find(at) && matcher.start() == at, "labels " + text);
        var value = unescaped(matcher.group(2));
        require(labels.put(matcher.group(1), value) == null, "label twice in " + text);
        at = matcher.end();
        require(matcher.group(3).equals("}") == (at == text.length()), "labels " + text);
      }
    }
    require(labels.keySet().stream().noneMatch(l -> l.startsWith("__")), "reserved: " + text);
    return labels;
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\(.)")
        .matcher(text)
        .replaceAll(escape -> Matcher.quoteReplacement(escape.group(1).replace('n', '\n')));
  }

  private static double number(Matcher number) {
    return Double.parseDouble(number.group().replace("Inf", "Infinity"));
  }

  private static Matcher match(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    require(matcher.matches(), "not " + pattern + ": " + text);
    return matcher;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
