package dev.sonde.engine.config;

import java.util.List;

/// Writes the reference as Markdown: a heading, a sentence and a table for each section.
final class ReferenceText {
  private final StringBuilder out = new StringBuilder();

  String write(List<Item> items) {
    section("", "", items);
    return out.toString();
  }

  private void section(String path, String help, List<Item> items) {
    if (!path.isEmpty()) {
      out.append("\n## `").append(path).append("`\n");
    }
    if (!help.isEmpty()) {
      out.append('\n').append(help).append('\n');
    }
    body(path, items);
  }

  private void kind(String path, Item.Element element) {
    out.append("\n## `").append(path).append("` with `").append(element.kind()).append("`\n");
    body(path, element.items());
  }

  private void body(String path, List<Item> items) {
    table(path, items);
    for (Item item : items) {
      inner(KeyPath.join(path, item.key()), item);
    }
  }

  private void inner(String path, Item item) {
    switch (item) {
      case Item.Value _ -> {}
      case Item.Section section -> section(path, section.help(), section.items());
      case Item.Elements list -> elements(path, list);
    }
  }

  private void elements(String path, Item.Elements list) {
    String help = list.help() + (list.help().endsWith(".") ? "" : ".") + " A list.";
    if (list.elements().isEmpty() || !list.elements().getFirst().plain()) {
      section(path + "[]", help, List.of());
    }
    for (Item.Element element : list.elements()) {
      if (!element.kind().isEmpty()) {
        kind(path + "[]", element);
      } else if (element.variant().isEmpty()) {
        section(path + "[]", help, element.items());
      } else {
        section(KeyPath.join(path + "[]", element.variant()), "", element.items());
      }
    }
  }

  private void table(String path, List<Item> items) {
    boolean any = false;
    for (Item item : items) {
      if (item instanceof Item.Value value) {
        if (!any) {
          out.append(
              "\n| key | type | default | allowed | what it does |\n|---|---|---|---|---|\n");
          any = true;
        }
        row(KeyPath.join(path, value.key()), value);
      }
    }
  }

  private void row(String path, Item.Value value) {
    out.append("| `").append(path).append("` | ").append(value.type()).append(" | ");
    out.append(value.fallback().isEmpty() ? "" : "`" + value.fallback() + "`").append(" | ");
    out.append(cell(value.allowed().get())).append(" | ");
    out.append(cell(value.help())).append(" |\n");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }
}
