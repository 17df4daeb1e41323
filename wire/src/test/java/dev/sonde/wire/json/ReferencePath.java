package dev.sonde.wire.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A path of RFC 9535 and what it finds, worked out step by step.
final class ReferencePath {
  /// @param outer what it stands in
  record Node(Json value, @Nullable Node outer, String key) {
    static Node root(Json value) {
      return new Node(value, null, "");
    }
  }

  private interface Step {
    void children(Node node, List<Node> into);
  }

  private final StringBuilder text = new StringBuilder("$");
  private final List<Step> steps = new ArrayList<>();

  /// Only the node itself.
  ReferencePath() {}

  /// Any path.
  ReferencePath(Random random) {
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      step(random);
    }
  }

  /// One name or index after the other.
  static ReferencePath singular(Random random) {
    var path = new ReferencePath();
    for (int i = random.nextInt(3); i > 0; i--) {
      path.steps.add(path.one(random));
    }
    return path;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  List<Node> nodes(Node from) {
    var nodes = List.of(from);
    for (var step : steps) {
      var found = new ArrayList<Node>();
      nodes.forEach(node -> step.children(node, found));
      nodes = found;
    }
    return nodes;
  }

  private void step(Random random) {
    switch (random.nextInt(7)) {
      case 0 -> {
        text.append("..");
        steps.add(below(union(random)));
      }
      case 1, 2 -> steps.add(union(random));
      case 3, 4 -> {
        text.append("[*]");
        steps.add(ReferencePath::all);
      }
      default -> steps.add(one(random));
    }
  }

  private Step one(Random random) {
    text.append('[');
    var step = random.nextBoolean() ? name(random) : index(random);
    text.append(']');
    return step;
  }

  private Step union(Random random) {
    var parts = new ArrayList<Step>();
    text.append('[');
    for (int i = random.nextInt(3); i >= 0; i--) {
      parts.add(part(random));
      text.append(i > 0 ? "," : "]");
    }
    return (node, into) -> parts.forEach(part -> part.children(node, into));
  }

  private Step part(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> name(random);
      case 1 -> index(random);
      case 2 -> slice(random);
      case 3 -> {
        text.append('*');
        yield ReferencePath::all;
      }
      default -> having(random);
    };
  }

  private Step name(Random random) {
    var name = MadeDocument.NAMES.get(random.nextInt(MadeDocument.NAMES.size()));
    text.append('\'').append(name).append('\'');
    return (node, into) -> {
      var value = node.value() instanceof JsonObject object ? object.members().get(name) : null;
      if (value != null) {
        into.add(new Node(value, node, name));
      }
    };
  }

  private Step index(Random random) {
    int index = random.nextInt(7) - 3;
    text.append(index);
    return (node, into) -> {
      int size = elements(node).size();
      int place = index < 0 ? index + size : index;
      if (place >= 0 && place < size) {
        into.add(element(node, place));
      }
    };
  }

  private Step slice(Random random) {
    var start = random.nextBoolean() ? null : (Integer) (random.nextInt(9) - 4);
    var end = random.nextBoolean() ? null : (Integer) (random.nextInt(9) - 4);
    int step = random.nextInt(7) - 3;
    text.append(start == null ? "" : start).append(':').append(end == null ? "" : end);
    text.append(':').append(step);
    return (node, into) -> {
      int size = elements(node).size();
      int first = start == null ? (step > 0 ? 0 : size - 1) : start < 0 ? start + size : start;
      int last = end == null ? (step > 0 ? size : -1) : end < 0 ? end + size : end;
      for (int place = step > 0 ? 0 : size - 1; place >= 0 && place < size; place += sign(step)) {
        boolean within = step > 0 ? place >= first && place < last : place <= first && place > last;
        int begin = step > 0 ? Math.max(first, 0) : Math.min(first, size - 1);
        if (step != 0 && within && (place - begin) % step == 0) {
          into.add(element(node, place));
        }
      }
    };
  }

  private static int sign(int step) {
    return step < 0 ? -1 : 1;
  }

  /// Those that have a member.
  private Step having(Random random) {
    var name = MadeDocument.NAMES.get(random.nextInt(MadeDocument.NAMES.size()));
    text.append("?@['").append(name).append("']");
    return (node, into) -> {
      var children = new ArrayList<Node>();
      all(node, children);
      children.removeIf(child ->
          !(child.value() instanceof JsonObject object && object.members().containsKey(name)));
      into.addAll(children);
    };
  }

  private static Step below(Step step) {
    return new Step() {
      @Override
      public void children(Node node, List<Node> into) {
        step.children(node, into);
        var children = new ArrayList<Node>();
        all(node, children);
        children.forEach(child -> children(child, into));
      }
    };
  }

  private static void all(Node node, List<Node> into) {
    if (node.value() instanceof JsonObject object) {
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        into.add(new Node(member.getValue(), node, member.getKey()));
      }
    }
    for (int place = 0; place < elements(node).size(); place++) {
      into.add(element(node, place));
    }
  }

  private static List<Json> elements(Node node) {
    return node.value() instanceof JsonArray array ? array.elements() : List.of();
  }

  private static Node element(Node node, int place) {
    return new Node(elements(node).get(place), node, Integer.toString(place));
  }
}
