package dev.sonde.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Reads `SONDE_…` variables: `SONDE_SERVER_LISTEN` sets `server.listen`. Lists are separated by
/// commas or written as YAML in brackets; an empty variable is as good as none.
public final class EnvironmentLayer {
  private static final String PREFIX = "SONDE_";

  private final Supplier<Catalogue> catalogue;
  private final Set<String> readElsewhere;
  private final Problems problems;

  /// @param catalogue asked for only when there is a variable to look up
  /// @param readElsewhere names that are no keys
  public EnvironmentLayer(
      Supplier<Catalogue> catalogue, Set<String> readElsewhere, Problems problems) {
    this.catalogue = catalogue;
    this.readElsewhere = Set.copyOf(readElsewhere);
    this.problems = problems;
  }

  /// Reads an environment.
  public Node.Mapping read(Map<String, String> environment) {
    Map<String, String> ours = new TreeMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX) && !value.isEmpty() && !readElsewhere.contains(name)) {
        ours.put(name, value);
      }
    });
    return ours.isEmpty() ? Node.Mapping.EMPTY : layer(ours, catalogue.get());
  }

  private Node.Mapping layer(Map<String, String> variables, Catalogue keys) {
    List<Node.Mapping> layers = new ArrayList<>();
    variables.forEach((name, value) -> layers.add(one(name, value, keys)));
    return Layers.merge(layers);
  }

  private Node.Mapping one(String name, String value, Catalogue keys) {
    Origin origin = new Origin.Variable(name);
    List<String> paths = keys.paths(name);
    if (paths.size() == 1) {
      String path = paths.getFirst();
      Item.Shape shape = keys.shape(path).orElseThrow();
      return new Overriding(problems).tree(KeyPath.split(path), shape, value, origin);
    }
    problems.add(
        origin,
        paths.isEmpty()
            ? "no key has this name" + Nearest.hint(name, keys.variables())
            : "may mean " + String.join(" or ", paths) + "; use --set for this one");
    return Node.Mapping.EMPTY;
  }
}
