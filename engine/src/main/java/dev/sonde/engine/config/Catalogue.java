package dev.sonde.engine.config;

import dev.sonde.api.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The keys that can be set from outside of files, by environment and flags.
public final class Catalogue {
  private static final String PREFIX = "SONDE_";

  private final Map<String, Item.Shape> shapes = new LinkedHashMap<>();
  private final Map<String, List<String>> variables = new LinkedHashMap<>();

  private Catalogue() {}

  /// Asks a reader for its keys.
  public static Catalogue of(Function<Settings, ?> reader) {
    Catalogue catalogue = new Catalogue();
    catalogue.add("", Reference.of(reader).items());
    return catalogue;
  }

  /// The variable that sets a key: `SONDE_SERVER_LISTEN` for `server.listen`.
  public static String variable(String path) {
    return PREFIX + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private void add(String section, List<Item> items) {
    for (Item item : items) {
      String path = KeyPath.join(section, item.key());
      put(path, shape(item));
      if (item instanceof Item.Section inner) {
        add(path, inner.items());
      }
    }
  }

  private static Item.Shape shape(Item item) {
    return switch (item) {
      case Item.Value value -> value.shape();
      case Item.Section _ -> Item.Shape.SECTION;
      case Item.Elements _ -> Item.Shape.SECTIONS;
    };
  }

  private void put(String path, Item.Shape shape) {
    shapes.put(path, shape);
    variables.computeIfAbsent(variable(path), _ -> new ArrayList<>()).add(path);
  }

  Optional<Item.Shape> shape(String path) {
    return Optional.ofNullable(shapes.get(path));
  }

  boolean takesNames(String path) {
    return shapes.get(path) == Item.Shape.MAP;
  }

  /// All keys whose variable this is: as `_` stands for `.` and for itself, there may be two.
  List<String> paths(String variable) {
    return variables.getOrDefault(variable, List.of());
  }

  Iterable<String> paths() {
    return shapes.keySet();
  }

  Iterable<String> variables() {
    return variables.keySet();
  }
}
