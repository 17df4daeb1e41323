package dev.sonde.wire.pushed;

import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonReader;
import dev.sonde.wire.json.JsonToken;
import dev.sonde.wire.json.TreeReader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// One body being read.
final class PushedBody {
  private final byte[] body;
  private final PushedRules rules;
  private final JsonReader inner;
  private final TreeReader trees;
  private final Glance glance;
  private final Taking taking;
  private final Elements elements;

  /// @param inner for lists within it
  /// @param trees for elements
  /// @param glance for elements, too
  PushedBody(
      byte[] body,
      PushedRules rules,
      JsonReader inner,
      TreeReader trees,
      Glance glance,
      Taking taking) {
    this.body = body;
    this.rules = rules;
    this.inner = inner;
    this.trees = trees;
    this.glance = glance;
    this.taking = taking;
    this.elements = new Elements(taking);
  }

  void refuse(Spot where, JsonException broken) {
    taking.refuse(new BadElementException(Fault.MALFORMED, where, broken.reason()));
  }

  void object(Outline of, Spot where) {
    try {
      told(of, where);
    } catch (BadElementException bad) {
      taking.refuse(bad);
    } catch (JsonException broken) {
      refuse(where, broken);
    }
  }

  private void told(Outline of, Spot where) throws BadElementException, JsonException {
    if (!of.twice().isEmpty()) {
      Spot twice = where.member(of.twice());
      throw new BadElementException(Fault.MALFORMED, twice, "stands there twice");
    }
    Outline.Span metrics = of.span("metrics");
    if (metrics != null) {
      batch(of, metrics, where);
      return;
    }
    boolean usual = glance.at(body, of.whole(), taking.now(), Glance.Place.ELSEWHERE);
    if (!usual || !taking.recall(glance, where)) {
      element(of, where);
      learn(usual);
    }
  }

  /// Keeps in mind what was read just now.
  private void learn(boolean usual) {
    if (usual) {
      taking.learn(glance);
    }
  }

  private void element(Outline of, Spot where) throws BadElementException, JsonException {
    if (of.has("measurement") || of.has("fields")) {
      elements.measurement(tree(of.whole()), where);
    } else if (of.has("metric_type") || of.has("origin")) {
      elements.flat(tree(of.whole()), where);
    } else if (of.has("name") && of.has("value")) {
      elements.metric(tree(of.whole()), taking.now(), where);
    } else {
      throw new BadElementException(
          Fault.MALFORMED,
          where,
          "it has neither metrics, nor measurement and fields, nor metric_type, nor name and"
              + " value");
    }
  }

  private void batch(Outline of, Outline.Span metrics, Spot where)
      throws BadElementException, JsonException {
    Outline.Span written = of.span("timestamp");
    Json timestamp = written == null ? null : trees.read(body, written.from(), written.to());
    long time = Instants.millis(timestamp, taking.now(), where.member("timestamp"));
    boolean isList = metrics.first() == JsonToken.BEGIN_ARRAY;
    Spot inside = where.member("metrics");
    if (!isList && metrics.first() != JsonToken.BEGIN_OBJECT) {
      String wrong = "an object or a list is wanted, not " + metrics.first();
      throw new BadElementException(Fault.MALFORMED, inside, wrong);
    }
    inner.open(body, metrics.from(), metrics.to());
    inner.next();
    taking.passOver(of.known().size() + of.others() - known(of));
    if (isList) {
      metrics(time, inside);
    } else {
      collectors(time, inside);
    }
  }

  /// Members that mean something in a batch; what else is there is passed over.
  private static int known(Outline of) {
    return 1 + (of.has("timestamp") ? 1 : 0) + (of.has("received_at") ? 1 : 0);
  }

  private void metrics(long time, Spot where) throws JsonException {
    for (int place = 0; inner.next() != JsonToken.END_ARRAY; place++) {
      Spot here = where.element(place);
      Outline.Span span = Outline.span(inner);
      try {
        boolean usual = glance.at(body, span, time, Glance.Place.LIST);
        if (!usual || !taking.recall(glance, here)) {
          elements.metric(tree(span), time, here);
          learn(usual);
        }
      } catch (BadElementException bad) {
        taking.refuse(bad);
      } catch (JsonException broken) {
        refuse(here, broken);
      }
    }
  }

  private void collectors(long time, Spot where) throws JsonException {
    var seen = new HashSet<String>();
    while (inner.next() == JsonToken.NAME) {
      boolean tooLong = inner.utf8To() - inner.utf8From() > rules.longestText();
      String name = tooLong ? "" : inner.text();
      inner.next();
      Outline.Span span = Outline.span(inner);
      Spot here = where.member(name);
      try {
        check(name, seen, here);
        elements.collector(name, trees.read(body, span.from(), span.to()), time, here);
      } catch (BadElementException bad) {
        taking.refuse(bad);
      } catch (JsonException broken) {
        refuse(here, broken);
      }
    }
  }

  private static void check(String name, Set<String> seen, Spot where) throws BadElementException {
    if (name.isEmpty() || name.indexOf('\ufffd') >= 0) {
      String why = "a collector's name is empty, too long or not UTF-8";
      throw new BadElementException(Fault.BAD_NAME, where, why);
    }
    if (!seen.add(name)) {
      throw new BadElementException(Fault.MALFORMED, where, "stands there twice");
    }
  }

  private Map<String, Json> tree(Outline.Span span) throws JsonException {
    if (trees.read(body, span.from(), span.to()) instanceof JsonObject read) {
      return read.members();
    }
    throw new JsonException("an object is wanted, not " + span.first());
  }
}
