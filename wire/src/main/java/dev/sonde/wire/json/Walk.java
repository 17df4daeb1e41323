package dev.sonde.wire.json;

import dev.sonde.wire.json.Query.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One query on one document.
final class Walk {
  private final JsonNode top;
  private final Budget budget;
  private final Judge judge = new Judge(this);

  Walk(JsonNode top, Budget budget) {
    this.top = top;
    this.budget = budget;
  }

  Budget budget() {
    return budget;
  }

  /// What a query finds from the document or from a node, whichever it begins with.
  List<JsonNode> all(Query query, JsonNode here) {
    List<JsonNode> nodes = List.of(query.absolute() ? top : here);
    for (Segment segment : query.segments()) {
      var found = new ArrayList<JsonNode>();
      for (JsonNode node : nodes) {
        follow(segment, node, found);
      }
      nodes = found;
    }
    return nodes;
  }

  private void follow(Segment segment, JsonNode node, List<JsonNode> found) {
    budget.spend(1);
    for (Selector selector : segment.selectors()) {
      select(selector, node, found);
    }
    if (segment.descendants()) {
      var children = new ArrayList<JsonNode>();
      select(Selector.Wildcard.ALL, node, children);
      children.forEach(child -> follow(segment, child, found));
    }
  }

  private void select(Selector selector, JsonNode node, List<JsonNode> found) {
    switch (node.value()) {
      case JsonObject object -> select(selector, node, object, found);
      case JsonArray array -> select(selector, node, array.elements(), found);
      case JsonText _, JsonNumber _, JsonFlag _, JsonNull _ -> {}
    }
    budget.check(found.size());
  }

  private void select(Selector selector, JsonNode node, JsonObject object, List<JsonNode> found) {
    switch (selector) {
      case Selector.Name(String name) -> {
        Json value = object.member(name);
        if (value != null) {
          found.add(node.member(name, value));
        }
      }
      case Selector.Wildcard _ -> {
        budget.spend(object.members().size());
        object.members().forEach((name, value) -> found.add(node.member(name, value)));
      }
      case Selector.Filter(Condition condition) -> {
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          add(condition, node.member(member.getKey(), member.getValue()), found);
        }
      }
      case Selector.Index _, Selector.Slice _ -> {}
    }
  }

  private void select(Selector selector, JsonNode node, List<Json> elements, List<JsonNode> found) {
    switch (selector) {
      case Selector.Index(long index) -> {
        long place = index < 0 ? index + elements.size() : index;
        if (place >= 0 && place < elements.size()) {
          found.add(node.element((int) place, elements.get((int) place)));
        }
      }
      case Selector.Wildcard _ -> {
        budget.spend(elements.size());
        for (int place = 0; place < elements.size(); place++) {
          found.add(node.element(place, elements.get(place)));
        }
      }
      case Selector.Slice slice -> slice(slice, node, elements, found);
      case Selector.Filter(Condition condition) -> {
        for (int place = 0; place < elements.size(); place++) {
          add(condition, node.element(place, elements.get(place)), found);
        }
      }
      case Selector.Name _ -> {}
    }
  }

  private void add(Condition condition, JsonNode node, List<JsonNode> found) {
    budget.spend(1);
    if (judge.holds(condition, node)) {
      found.add(node);
    }
  }

  private void slice(
      Selector.Slice slice, JsonNode node, List<Json> elements, List<JsonNode> found) {
    long size = elements.size();
    long step = slice.step();
    if (step == 0) {
      return;
    }
    boolean forward = step > 0;
    Long start = slice.start();
    Long end = slice.end();
    long first =
        bound(start == null ? (forward ? 0 : size - 1) : normal(start, size), size, forward);
    long last = bound(end == null ? (forward ? size : -1) : normal(end, size), size, forward);
    for (long place = first; forward ? place < last : place > last; place += step) {
      budget.spend(1);
      found.add(node.element((int) place, elements.get((int) place)));
    }
  }

  private static long normal(long place, long size) {
    return place < 0 ? place + size : place;
  }

  private static long bound(long place, long size, boolean forward) {
    return forward ? Math.clamp(place, 0, size) : Math.clamp(place, -1, size - 1);
  }
}
