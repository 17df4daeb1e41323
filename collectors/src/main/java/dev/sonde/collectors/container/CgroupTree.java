package dev.sonde.collectors.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the cgroups of containers: by what `/proc/<pid>/cgroup` says, else by looking for folders
/// whose names hold the id. That finds them however they are laid out: `docker/<id>`,
/// `libpod_parent/libpod-<id>`, `system.slice/docker-<id>.scope`, pods, nested ones. For one
/// thread.
final class CgroupTree {
  private static final List<String> CONTROLLERS =
      List.of("memory", "cpu", "cpuacct", "blkio", "pids");
  private static final Pattern ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");
  private static final Pattern FOLDER_WITH_DOT =
      Pattern.compile(".*\\.(slice|scope|service|mount|socket|partition)");
  private static final int DEEPEST = 12;
  private static final int MOST_FOLDERS = 20_000;
  private static final int LONGEST_LIST = 64 << 10;

  private final Path root;
  private final Path proc;
  private final Map<String, String> found = new LinkedHashMap<>();
  private boolean sought;

  /// @param sys the machine's `/sys`
  /// @param proc the machine's `/proc`
  CgroupTree(Path sys, Path proc) {
    this.root = sys.resolve("fs/cgroup");
    this.proc = proc;
  }

  /// Looks through the tree anew when it is next needed.
  void forget() {
    found.clear();
    sought = false;
  }

  /// @param pid of its first process, 0 when it is not known
  Optional<CgroupPlace> find(String id, int pid) {
    Optional<CgroupPlace> told = pid > 0 ? told(id, pid) : Optional.empty();
    return told.isPresent() ? told : sought(id);
  }

  private boolean isUnified() {
    return Files.exists(root.resolve("cgroup.controllers"));
  }

  private Optional<CgroupPlace> told(String id, int pid) {
    var paths = new HashMap<String, String>();
    for (String line : lines(proc.resolve(Integer.toString(pid)).resolve("cgroup"))) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3) {
        String path = downTo(id, parts[2]);
        for (String controller : parts[1].split(",", -1)) {
          paths.put(controller, path);
        }
      }
    }
    return place(paths);
  }

  private Optional<CgroupPlace> sought(String id) {
    if (!sought) {
      sought = true;
      new Seek().look(seekRoot(), "", 0);
    }
    String path = found.get(id);
    if (path == null) {
      return Optional.empty();
    }
    var paths = new HashMap<String, String>();
    CONTROLLERS.forEach(each -> paths.put(each, path));
    paths.put("", path);
    return place(paths);
  }

  private Path seekRoot() {
    return isUnified()
        ? root
        : CONTROLLERS.stream()
            .map(this::controller)
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(root.resolve("systemd"));
  }

  /// @param paths by controller, empty text for version 2; an empty path is not its own
  private Optional<CgroupPlace> place(Map<String, String> paths) {
    if (isUnified()) {
      return existing(root, paths.getOrDefault("", "")).map(CgroupPlace.Two::new);
    }
    var folders = new HashMap<String, Path>();
    for (String each : CONTROLLERS) {
      controller(each)
          .flatMap(top -> existing(top, paths.getOrDefault(each, "")))
          .ifPresent(folder -> folders.put(each, folder));
    }
    Optional<Path> unified = existing(root.resolve("unified"), paths.getOrDefault("", ""));
    return folders.isEmpty()
        ? Optional.empty()
        : Optional.of(new CgroupPlace.One(folders, unified));
  }

  private Optional<Path> controller(String name) {
    Path plain = root.resolve(name);
    if (Files.isDirectory(plain)) {
      return Optional.of(plain);
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(root, "*" + name + "*")) {
      for (Path each : all) {
        if (List.of(each.getFileName().toString().split(",", -1)).contains(name)) {
          return Optional.of(each);
        }
      }
    } catch (IOException _) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<Path> existing(Path top, String path) {
    if (path.isEmpty() || path.contains("/../") || path.endsWith("/..")) {
      return Optional.empty();
    }
    try {
      Path folder = top.resolve(path.startsWith("/") ? path.substring(1) : path);
      return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /// The part of a path down to the last name that holds the id; empty when none does.
  private static String downTo(String id, String path) {
    int at = path.lastIndexOf(id);
    if (at < 0) {
      return "";
    }
    int end = path.indexOf('/', at);
    return end < 0 ? path : path.substring(0, end);
  }

  private static List<String> lines(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST_LIST), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  /// One walk through the tree.
  private final class Seek {
    private int folders;

    private void look(Path folder, String path, int depth) {
      if (depth > DEEPEST || ++folders > MOST_FOLDERS) {
        return;
      }
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Seek::mayBeFolder)) {
        for (Path each : all) {
          if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
            String name = each.getFileName().toString();
            String below = path.isEmpty() ? name : path + "/" + name;
            note(name, below);
            look(each, below, depth + 1);
          }
        }
      } catch (IOException | DirectoryIteratorException _) {
        return;
      }
    }

    /// The folder of conmon, podman's watchman, holds the id too.
    private void note(String name, String path) {
      Matcher id = ID.matcher(name);
      if (id.find() && !name.contains("conmon")) {
        found.putIfAbsent(id.group(), path);
      }
    }

    private static boolean mayBeFolder(Path each) {
      String name = each.getFileName().toString();
      return name.indexOf('.') < 0 || FOLDER_WITH_DOT.matcher(name).matches();
    }
  }
}
