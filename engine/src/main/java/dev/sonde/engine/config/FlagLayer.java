package dev.sonde.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads `--set key.path=value`. A key that holds dots is quoted: `labels."a.b"=c`. Lists are
/// separated by commas or written as YAML in brackets.
public final class FlagLayer {
  private final Supplier<Catalogue> catalogue;
  private final Problems problems;

  /// @param catalogue asked for only when there is a flag to look up
  public FlagLayer(Supplier<Catalogue> catalogue, Problems problems) {
    this.catalogue = catalogue;
    this.problems = problems;
  }

  /// Reads flags, later ones win.
  public Node.Mapping read(List<String> sets) {
    List<Node.Mapping> layers = new ArrayList<>();
    for (String set : sets) {
      layers.add(one(set));
    }
    return Layers.merge(layers);
  }

  private Node.Mapping one(String set) {
    int equals = equals(set);
    Origin origin = new Origin.Flag("--set " + (equals < 0 ? "…" : set.substring(0, equals)));
    if (equals < 0) {
      problems.add(origin, "has no =; write --set key.path=value");
      return Node.Mapping.EMPTY;
    }
    try {
      List<String> keys = KeyPath.split(set.substring(0, equals));
      return known(keys, set.substring(equals + 1), origin);
    } catch (IllegalArgumentException e) {
      problems.add(origin, e.getMessage() + "; write --set key.path=value");
      return Node.Mapping.EMPTY;
    }
  }

  private Node.Mapping known(List<String> keys, String text, Origin origin) {
    Item.Shape shape = shape(keys);
    if (shape == null) {
      String path = path(keys);
      String hint = Nearest.hint(path, catalogue.get().paths());
      problems.add(origin, path + " is not a key" + hint);
      return Node.Mapping.EMPTY;
    }
    boolean quoted = shape == Item.Shape.ONE && (text.startsWith("\"") || text.startsWith("'"));
    Overriding overriding = new Overriding(problems);
    if (!quoted) {
      return overriding.tree(keys, shape, text, origin);
    }
    return overriding.yaml(text, origin) instanceof Node.Scalar scalar
        ? overriding.tree(keys, shape, scalar.text(), origin)
        : Node.Mapping.EMPTY;
  }

  /// A key of the catalogue, or a name below a key that takes names and values.
  private Item.@Nullable Shape shape(List<String> keys) {
    Catalogue known = catalogue.get();
    Item.Shape shape = known.shape(path(keys)).orElse(null);
    boolean named = known.takesNames(path(keys.subList(0, keys.size() - 1)));
    return shape == null && named ? Item.Shape.ONE : shape;
  }

  private static String path(List<String> keys) {
    String path = "";
    for (String key : keys) {
      path = KeyPath.join(path, key);
    }
    return path;
  }

  private static int equals(String set) {
    boolean quoted = false;
    for (int at = 0; at < set.length(); at++) {
      char c = set.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '=' && !quoted) {
        return at;
      }
    }
    return -1;
  }
}
