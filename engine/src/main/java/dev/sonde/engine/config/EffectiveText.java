package dev.sonde.engine.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the effective configuration as YAML.
final class EffectiveText {
  private static final int COMMENT_COLUMN = 40;

  private final StringBuilder out = new StringBuilder();

  String write(List<Item> items) {
    items(items, "", "");
    return out.toString();
  }

  private void items(List<Item> items, String firstIndent, String indent) {
    String now = firstIndent;
    for (Item item : items) {
      item(item, now, indent);
      now = indent;
    }
  }

  private void item(Item item, String firstIndent, String indent) {
    switch (item) {
      case Item.Value value -> value(value, firstIndent);
      case Item.Section section -> {
        boolean empty = section.items().isEmpty();
        line(firstIndent + key(section.key()) + (empty ? ": {}" : ":"), "");
        items(section.items(), indent + "  ", indent + "  ");
      }
      case Item.Elements list -> elements(list, firstIndent, indent);
    }
  }

  private void elements(Item.Elements list, String firstIndent, String indent) {
    boolean empty = list.elements().isEmpty();
    line(firstIndent + key(list.key()) + (empty ? ": []" : ":"), source(list.found().orElse(null)));
    for (Item.Element element : list.elements()) {
      String dash = indent + "  - ";
      String inner = indent + "    ";
      if (element.variant().isEmpty()) {
        emptyOr(element, dash, "{}");
        items(element.items(), dash, inner);
      } else {
        line(dash + key(element.variant()) + (element.items().isEmpty() ? ": {}" : ":"), "");
        items(element.items(), inner + "  ", inner + "  ");
      }
    }
  }

  private void emptyOr(Item.Element element, String dash, String text) {
    if (element.items().isEmpty()) {
      line(dash + text, "");
    }
  }

  private void value(Item.Value value, String indent) {
    Node found = value.found().filter(node -> !node.blank()).orElse(null);
    if (found != null) {
      line(
          indent + key(value.key()) + ": " + flow(value.key(), value.secret(), found),
          source(found));
    } else if (value.fallback().isEmpty()) {
      line(indent + key(value.key()) + ":", "not set");
    } else {
      line(indent + key(value.key()) + ": " + fallback(value), "default");
    }
  }

  private static String fallback(Item.Value value) {
    return value.shape() == Item.Shape.ONE ? YamlText.scalar(value.fallback()) : value.fallback();
  }

  private static String flow(String key, boolean secret, Node node) {
    return switch (node) {
      case Node.Scalar scalar ->
          YamlText.scalar(secret ? Shown.secret(scalar) : Shown.text(key, scalar));
      case Node.Sequence list -> {
        StringBuilder text = new StringBuilder("[");
        for (Node element : list.elements()) {
          text.append(text.length() > 1 ? ", " : "").append(flow(key, secret, element));
        }
        yield text.append(']').toString();
      }
      case Node.Mapping mapping -> {
        StringBuilder text = new StringBuilder("{");
        mapping
            .entries()
            .forEach((name, entry) ->
                text.append(text.length() > 1 ? ", " : "")
                    .append(key(name))
                    .append(": ")
                    .append(flow(name, secret || Shown.holdsSecret(key, name), entry.value())));
        yield text.append('}').toString();
      }
    };
  }

  private static String key(String key) {
    return YamlText.scalar(key);
  }

  private static String source(@Nullable Node found) {
    return found == null || found.origin() instanceof Origin.Fallback
        ? "default"
        : "from " + found.origin().brief();
  }

  private void line(String text, String comment) {
    out.append(text);
    if (!comment.isEmpty()) {
      out.append(" ".repeat(Math.max(0, COMMENT_COLUMN - text.length())))
          .append("  # ")
          .append(comment);
    }
    out.append('\n');
  }
}
