package dev.sonde.engine.config;

import dev.sonde.api.Settings;
import java.util.List;
import java.util.function.Function;

/// All keys that a reader knows, found by letting it read an empty tree.
public final class Reference {
  private final List<Item> items;

  private Reference(List<Item> items) {
    this.items = items;
  }

  /// Asks a reader for its keys, those inside lists too.
  public static Reference of(Function<Settings, ?> reader) {
    Reading reading = new Reading(new Problems(), new Problems(), true);
    TreeSettings root = new TreeSettings(reading, NamedFiles.none(), "", Node.Mapping.EMPTY, 0);
    root.read(settings -> reader.apply(settings) != null);
    return new Reference(root.items());
  }

  List<Item> items() {
    return items;
  }

  /// Tables in Markdown, one for each section.
  public String markdown() {
    return new ReferenceText().write(items);
  }
}
