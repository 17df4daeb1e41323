package dev.sonde.collectors.container;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the cgroup of a container is.
sealed interface CgroupPlace {
  /// In the one tree of version 2.
  record Two(Path folder) implements CgroupPlace {}

  /// In a tree for each controller, and for pressure perhaps in one of version 2 beside them.
  ///
  /// @param folders by controller
  record One(Map<String, Path> folders, Optional<Path> unified) implements CgroupPlace {
    private static final Path NOWHERE = Path.of("/nonexistent");

    public One {
      folders = Map.copyOf(folders);
    }

    Path folder(String controller) {
      return folders.getOrDefault(controller, NOWHERE);
    }
  }
}
