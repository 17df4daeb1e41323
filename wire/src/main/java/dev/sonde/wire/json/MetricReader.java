package dev.sonde.wire.json;

import dev.sonde.api.Family;
import dev.sonde.api.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one metric of a mapping.
final class MetricReader {
  private final Settings settings;

  private MetricReader(Settings settings) {
    this.settings = settings;
  }

  static JsonMetric read(Settings settings) {
    return new MetricReader(settings).metric();
  }

  private JsonMetric metric() {
    JsonPath path = path("path", "The nodes of the page that are series: a JSON path (RFC 9535).");
    String name = settings.required("name", "The metric's name.");
    JsonPath value = path("value", "From each of these nodes to its number; $ is the node itself.");
    Map<String, JsonSource> labels = labels();
    JsonMetric.Type type =
        settings.choice(
            "kind",
            JsonMetric.Type.GAUGE,
            "Does the number go up and down, or does it count? A counter's name ends in _total.");
    String unit = settings.text("unit", "", "Base unit in plural, such as bytes or seconds.");
    String help = settings.text("help", "", "A sentence about the metric.");
    Optional<JsonSource> time = time();
    JsonTime form =
        settings.choice("time_unit", JsonTime.S, "How instants are written on the page.");
    double scale =
        settings.number(
            "scale",
            1,
            -Double.MAX_VALUE,
            Double.MAX_VALUE,
            "What each number is multiplied by, such as 0.001 to make seconds of milliseconds.");
    boolean booleans = settings.flag("booleans", true, "Are true and false the numbers 1 and 0?");
    boolean texts = settings.flag("texts", false, "Is a text such as \"12.5\" a number?");
    Map<String, Double> values = values();
    var family = new Family(name, type.kind(), unit, help.replace('\n', ' '));
    return new JsonMetric(family, path, value, labels, time, form, scale, booleans, texts, values);
  }

  private JsonPath path(String key, String help) {
    JsonPath path = settings.parsed(key, "$", JsonPath::compile, help);
    doubt(key, path);
    return path;
  }

  private void doubt(String key, @Nullable JsonPath path) {
    if (path != null && path.doubt() != null) {
      settings.problem(key, path.doubt());
    }
  }

  private Map<String, JsonSource> labels() {
    return each(
        "labels",
        "Labels and where they come from: $.path from the node, @root $.path from the whole page,"
            + " @key for the name or index of the node, @key 1 for that of the node it stands in,"
            + " =text for a fixed text.",
        JsonSource::parse);
  }

  private Optional<JsonSource> time() {
    Function<String, Optional<JsonSource>> parser =
        text -> text.isEmpty() ? Optional.empty() : Optional.of(instant(JsonSource.parse(text)));
    Optional<JsonSource> time =
        settings.parsed(
            "time",
            "",
            parser,
            "Where the instant of the number stands: $.path from the node, or @root $.path from the"
                + " whole page. Without it the instant is that of the scrape.");
    time.ifPresent(source -> doubt("time", source.path()));
    return time;
  }

  private static JsonSource instant(JsonSource source) {
    if (source.path() == null) {
      throw new IllegalArgumentException("is neither $.path nor @root $.path");
    }
    return source;
  }

  private Map<String, Double> values() {
    return each(
        "values",
        "Texts that stand for numbers, such as {UP: 1, DOWN: 0}.",
        text -> {
          try {
            return JsonNumber.of(text).asDouble();
          } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("is not a number");
          }
        });
  }

  private <T> Map<String, T> each(String key, String help, Function<String, T> parser) {
    var parsed = new LinkedHashMap<String, T>();
    settings
        .map(key, help)
        .forEach((name, text) -> {
          try {
            parsed.put(checked(name), parser.apply(text));
          } catch (IllegalArgumentException e) {
            settings.problem(key, name + ": \"" + text + "\" " + e.getMessage());
          }
        });
    parsed.values().forEach(value -> doubt(key, value instanceof JsonSource s ? s.path() : null));
    return parsed;
  }

  private static String checked(String name) {
    if (name.equals("__name__")) {
      throw new IllegalArgumentException("can't stand here; the name is set by the key name");
    }
    return name;
  }
}
