package dev.sonde.engine.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns a key and a text from outside of files into a tree.
final class Overriding {
  private final Problems problems;

  Overriding(Problems problems) {
    this.problems = problems;
  }

  /// The value as a tree, or nothing when it was refused and noted.
  Node.Mapping tree(List<String> keys, Item.Shape shape, String text, Origin origin) {
    Node value = value(shape, text, origin);
    return value == null ? Node.Mapping.EMPTY : TreeBuilder.nested(keys, value);
  }

  private @Nullable Node value(Item.Shape shape, String text, Origin origin) {
    String stripped = text.strip();
    return switch (shape) {
      case ONE -> Node.Scalar.of(text, origin);
      case LIST -> stripped.startsWith("[") ? yaml(stripped, origin) : commas(stripped, origin);
      case MAP, SECTION -> opened(stripped, "{", "{key: value}", origin);
      case SECTIONS -> opened(stripped, "[", "[{key: value}]", origin);
    };
  }

  private @Nullable Node opened(String text, String bracket, String example, Origin origin) {
    if (text.startsWith(bracket)) {
      return yaml(text, origin);
    }
    problems.add(origin, "this key takes YAML in brackets, such as '" + example + "'");
    return null;
  }

  private static Node commas(String text, Origin origin) {
    List<Node> elements = new ArrayList<>();
    for (String element : text.split(",")) {
      if (!element.isBlank()) {
        elements.add(Node.Scalar.of(element.strip(), origin));
      }
    }
    return new Node.Sequence(elements, origin);
  }

  /// Reads YAML; a mistake in it is told at `origin`.
  @Nullable Node yaml(String text, Origin origin) {
    Problems inner = new Problems();
    Node node = new TreeComposer(inner, "", false).compose(text);
    for (Problem problem : inner.sorted()) {
      problems.add(origin, problem.message());
    }
    return inner.isEmpty() ? node.from(origin) : null;
  }
}
