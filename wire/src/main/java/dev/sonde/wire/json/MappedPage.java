package dev.sonde.wire.json;

import dev.sonde.api.Labels;
import dev.sonde.wire.rows.Rows;
import dev.sonde.wire.scrape.PageSink;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One page read by a mapping.
///
/// # Implementation notes
///
/// The page is made a tree. For a series that stood on the page before, only its hash is made of
/// name and labels; text is put together for new ones.
final class MappedPage {
  private final JsonMapping mapping;
  private final long seed;
  private final TreeReader reader;
  private final Rows rows;
  private final Budget budget;
  private final JsonReport.Count count = new JsonReport.Count();
  private final MetricValue value = new MetricValue();
  private JsonNode root = JsonNode.root(JsonNull.NULL);
  private int nodes;

  MappedPage(JsonMapping mapping, long seed, JsonRules rules, Rows rows) {
    this.mapping = mapping;
    this.seed = seed;
    this.reader = new TreeReader(rules.with(mapping.broken()));
    this.rows = rows;
    this.budget = JsonPath.budget(mapping.maxNodes());
  }

  JsonReport read(byte[] page, int length) throws JsonException {
    root = JsonNode.root(reader.read(page, 0, length));
    for (JsonMetric metric : mapping.metrics()) {
      take(metric);
    }
    return count.report(rows.size());
  }

  private void take(JsonMetric metric) throws JsonException {
    List<JsonNode> found = metric.path().nodes(root, budget);
    nodes += found.size();
    if (nodes > mapping.maxNodes()) {
      throw new JsonException(
          "the paths find more than "
              + mapping.maxNodes()
              + " nodes, the last of them "
              + metric.path()
              + "; raise max_nodes, or ask for less");
    }
    for (JsonNode node : found) {
      take(metric, node);
    }
  }

  private void take(JsonMetric metric, JsonNode node) throws JsonException {
    List<JsonNode> values = metric.value().nodes(node, budget);
    JsonSkip skip =
        values.size() > 1
            ? JsonSkip.SEVERAL_VALUES
            : value.read(metric, values.isEmpty() ? null : values.getFirst().value());
    long time = skip == null ? time(metric, node) : PageSink.UNTIMED;
    if (skip != null) {
      count.skip(skip, node.path() + " " + metric.value());
    } else if (time < 0 && time != PageSink.UNTIMED) {
      count.skip(JsonSkip.BAD_TIME, node.path());
    } else {
      record(metric, node, time);
    }
  }

  private void record(JsonMetric metric, JsonNode node, long time) throws JsonException {
    long hash = hash(metric, node);
    if (rows.row(hash) >= 0) {
      count.duplicate();
      return;
    }
    if (rows.size() == mapping.maxSeries()) {
      throw new JsonException(
          "the page has more than "
              + mapping.maxSeries()
              + " series, the last of them from "
              + node.path()
              + "; raise max_series, or ask for less");
    }
    if (rows.knows(hash)) {
      rows.add(hash, value.number(), time);
    } else {
      rows.add(hash, value.number(), time, metric.family(), labels(metric, node));
    }
  }

  private long time(JsonMetric metric, JsonNode node) throws JsonException {
    JsonSource source = metric.time().orElse(null);
    Json instant = source == null ? null : value(source, node);
    return instant == null || instant instanceof JsonNull
        ? PageSink.UNTIMED
        : metric.form().millis(instant);
  }

  private long hash(JsonMetric metric, JsonNode node) throws JsonException {
    long hash = Hash.add(seed, metric.family().name());
    for (Map.Entry<String, JsonSource> label : metric.labels().entrySet()) {
      String text = text(label.getValue(), node);
      if (text != null && !text.isEmpty()) {
        hash = Hash.add(Hash.add(hash, label.getKey()), text);
      }
    }
    return hash;
  }

  private Labels labels(JsonMetric metric, JsonNode node) throws JsonException {
    var labels = new TreeMap<String, String>();
    for (Map.Entry<String, JsonSource> label : metric.labels().entrySet()) {
      String text = text(label.getValue(), node);
      if (text != null) {
        labels.put(label.getKey(), text);
      }
    }
    return Labels.of(labels);
  }

  private @Nullable String text(JsonSource source, JsonNode node) throws JsonException {
    return switch (source) {
      case JsonSource.Fixed(String text) -> text;
      case JsonSource.Key(int outwards) -> key(node, outwards);
      case JsonSource.Below _, JsonSource.Anywhere _ -> shown(value(source, node));
    };
  }

  private @Nullable Json value(JsonSource source, JsonNode node) throws JsonException {
    List<JsonNode> found =
        switch (source) {
          case JsonSource.Below(JsonPath path) -> path.nodes(node, budget);
          case JsonSource.Anywhere(JsonPath path) -> path.nodes(root, budget);
          case JsonSource.Fixed _, JsonSource.Key _ -> List.of();
        };
    return found.size() == 1 ? found.getFirst().value() : null;
  }

  private static @Nullable String key(JsonNode node, int outwards) {
    JsonNode at = node;
    for (int i = 0; i < outwards && at != null; i++) {
      at = at.parent();
    }
    return at == null ? null : at.key();
  }

  private static @Nullable String shown(@Nullable Json value) {
    return switch (value) {
      case JsonText(String text) -> text;
      case JsonNumber number -> number.text();
      case JsonFlag(boolean flag) -> Boolean.toString(flag);
      case JsonObject _, JsonArray _, JsonNull _ -> null;
      case null -> null;
    };
  }
}
