package dev.sonde.collectors.discovery.consul;

import dev.sonde.collectors.discovery.watching.Tree;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Which services are followed: those in the list of all that are wished for. For one thread.
final class Followed {
  private static final int MOST = 10_000;

  private final Set<String> names;
  private final Set<String> tags;
  private final Function<String, Runnable> follow;
  private final Map<String, Runnable> ends = new HashMap<>();

  /// @param follow begins to follow a service; what it gives ends that
  Followed(ConsulDiscoveryConfig config, Function<String, Runnable> follow) {
    this.names = Set.copyOf(config.services());
    this.tags = Set.copyOf(config.tags());
    this.follow = follow;
  }

  /// @param services names, each with the tags of all its instances
  /// @throws IOException when there are too many: all stays as it was
  void update(Tree services) throws IOException {
    var wanted = new HashSet<String>();
    services.each((name, has) -> {
      if (isWanted(name, has.elements().stream().map(Tree::text).toList())) {
        wanted.add(name);
      }
    });
    if (wanted.size() > MOST) {
      throw new IOException(
          "there are " + wanted.size() + ", more than " + MOST + "; choose with services or tags");
    }
    for (String gone : List.copyOf(ends.keySet())) {
      if (!wanted.contains(gone)) {
        ends.remove(gone).run();
      }
    }
    wanted.forEach(name -> ends.computeIfAbsent(name, follow));
  }

  private boolean isWanted(String name, List<String> has) {
    return (names.isEmpty() || names.contains(name)) && has.containsAll(tags);
  }
}
