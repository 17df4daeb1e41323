package dev.sonde.wire.json;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A mapping, and what it makes of a document, read from the documentation.
final class ReferenceMapping {
  private static final BigDecimal YEAR_10000 = new BigDecimal("253402300800000");

  private static final List<JsonTime> TIMES =
      List.of(JsonTime.S, JsonTime.MS, JsonTime.US, JsonTime.NS);

  /// @param samples as [CheckingSink#page] shows them
  record Shown(List<String> samples, int duplicates, Map<JsonSkip, Integer> skipped) {}

  private record Label(String written, @Nullable ReferencePath path) {}

  private record Metric(
      JsonMetric real,
      ReferencePath path,
      ReferencePath value,
      Map<String, Label> labels,
      Optional<Label> time) {}

  private final List<Metric> metrics = new ArrayList<>();
  private final Map<String, String> samples = new LinkedHashMap<>();
  private final Map<JsonSkip, Integer> skipped = new EnumMap<>(JsonSkip.class);
  private int duplicates;

  ReferenceMapping(Random random) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      metrics.add(metric(random));
    }
  }

  JsonMapping real() {
    var real = metrics.stream().map(Metric::real).toList();
    return new JsonMapping(real, 1_000_000, 1_000_000, JsonRules.Broken.REFUSE);
  }

  private static Metric metric(Random random) {
    var path = new ReferencePath(random);
    var value = random.nextInt(3) == 0 ? new ReferencePath(random) : singular(random);
    var labels = new TreeMap<String, Label>();
    for (int i = random.nextInt(4); i > 0; i--) {
      labels.put("l" + random.nextInt(3), label(random));
    }
    var time =
        random.nextInt(3) > 0
            ? Optional.<Label>empty()
            : Optional.of(found(random, random.nextBoolean()));
    var sources = new HashMap<String, JsonSource>();
    labels.forEach((name, label) -> sources.put(name, JsonSource.parse(label.written())));
    var real =
        new JsonMetric(
            new Family("m" + random.nextInt(3), Kind.GAUGE, "", ""),
            JsonPath.compile(path.toString()),
            JsonPath.compile(value.toString()),
            sources,
            time.map(label -> JsonSource.parse(label.written())),
            TIMES.get(random.nextInt(TIMES.size())),
            random.nextInt(3) == 0 ? 0.5 : 1,
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean() ? Map.of("up", 1.0, "", 2.0) : Map.of());
    return new Metric(real, path, value, labels, time);
  }

  private static ReferencePath singular(Random random) {
    return random.nextBoolean() ? new ReferencePath() : ReferencePath.singular(random);
  }

  private static Label label(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Label("=fixed", null);
      case 1 -> new Label("@key", null);
      case 2 -> new Label("@key " + random.nextInt(4), null);
      case 3 -> found(random, true);
      default -> found(random, false);
    };
  }

  private static Label found(Random random, boolean anywhere) {
    var path = singular(random);
    return new Label((anywhere ? "@root " : "") + path, path);
  }

  Shown read(Json document) {
    samples.clear();
    skipped.clear();
    duplicates = 0;
    var root = ReferencePath.Node.root(document);
    for (var metric : metrics) {
      for (var node : metric.path().nodes(root)) {
        take(metric, node, root);
      }
    }
    return new Shown(List.copyOf(samples.values()), duplicates, Map.copyOf(skipped));
  }

  private void take(Metric metric, ReferencePath.Node node, ReferencePath.Node root) {
    var values = metric.value().nodes(node);
    if (values.size() > 1) {
      skipped.merge(JsonSkip.SEVERAL_VALUES, 1, Integer::sum);
      return;
    }
    Object value =
        values.isEmpty() ? JsonSkip.NO_VALUE : number(metric.real(), values.getFirst().value());
    if (value instanceof JsonSkip skip) {
      skipped.merge(skip, 1, Integer::sum);
      return;
    }
    Object time = time(metric, node, root);
    if (time instanceof JsonSkip skip) {
      skipped.merge(skip, 1, Integer::sum);
      return;
    }
    var labels = new HashMap<String, String>();
    metric.labels().forEach((name, label) -> labels.put(name, text(label, node, root)));
    var series = metric.real().family().name() + Labels.of(labels);
    if (samples.putIfAbsent(series, series + " " + value + time) != null) {
      duplicates++;
    }
  }

  private static Object number(JsonMetric metric, Json value) {
    var number =
        switch (value) {
          case JsonNumber read -> Double.valueOf(read.text());
          case JsonFlag(boolean flag) -> metric.booleans() ? (flag ? 1.0 : 0.0) : null;
          case JsonText(String text) -> named(metric, text);
          case JsonObject _, JsonArray _, JsonNull _ -> null;
        };
    if (number == null) {
      return value instanceof JsonNull ? JsonSkip.NO_VALUE : JsonSkip.NOT_A_NUMBER;
    }
    double scaled = number * metric.scale();
    return Double.isFinite(scaled) ? (Object) scaled : JsonSkip.OUT_OF_RANGE;
  }

  private static @Nullable Double named(JsonMetric metric, String text) {
    if (metric.values().containsKey(text)) {
      return metric.values().get(text);
    }
    boolean number = text.strip().matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    return metric.texts() && number ? Double.valueOf(text.strip()) : null;
  }

  private static Object time(Metric metric, ReferencePath.Node node, ReferencePath.Node root) {
    var found = metric.time().isEmpty() ? null : value(metric.time().get(), node, root);
    if (found == null || found instanceof JsonNull) {
      return "";
    }
    if (!(found instanceof JsonNumber number) || Double.isInfinite(number.asDouble())) {
      return JsonSkip.BAD_TIME;
    }
    int point =
        switch (metric.real().form()) {
          case S -> 3;
          case MS, RFC3339 -> 0;
          case US -> -3;
          case NS -> -6;
        };
    boolean rounded = point >= 0 || number.asLong().isEmpty();
    var exact = new BigDecimal(number.text()).movePointRight(point);
    var millis = exact.setScale(0, rounded ? RoundingMode.HALF_UP : RoundingMode.FLOOR);
    boolean sound = exact.signum() >= 0 && exact.compareTo(YEAR_10000) < 0;
    return sound ? " " + millis : JsonSkip.BAD_TIME;
  }

  private static @Nullable Json value(
      Label label, ReferencePath.Node node, ReferencePath.Node root) {
    var path = label.path();
    var from = label.written().startsWith("@root") ? root : node;
    var found = path == null ? List.<ReferencePath.Node>of() : path.nodes(from);
    return found.size() == 1 ? found.getFirst().value() : null;
  }

  private static String text(Label label, ReferencePath.Node node, ReferencePath.Node root) {
    if (label.path() != null) {
      return switch (value(label, node, root)) {
        case JsonText(String text) -> text;
        case JsonNumber number -> number.text();
        case JsonFlag(boolean flag) -> Boolean.toString(flag);
        case null, default -> "";
      };
    }
    if (label.written().startsWith("=")) {
      return label.written().substring(1);
    }
    var at = node;
    int outwards = label.written().endsWith("y") ? 0 : label.written().charAt(5) - '0';
    for (int i = 0; i < outwards && at != null; i++) {
      at = at.outer();
    }
    return at == null ? "" : at.key();
  }
}
