package dev.sonde.collectors.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where the machine's files are seen.
///
/// @param proc the machine's `/proc`
/// @param sys the machine's `/sys`
/// @param root what goes before the machine's mount points
/// @param own the root of this process itself, for its own cgroup
public record Roots(Path proc, Path sys, Path root, Path own) {
  /// `HOST_PROC`, `HOST_SYS` and `HOST_ROOT`, else `/host/proc`, `/host/sys` and `/host/root` when
  /// they are there, else this process's own.
  ///
  /// @param own the root of this process itself
  public static Roots of(Map<String, String> environment, Path own) {
    return new Roots(
        one(environment, "HOST_PROC", own, "proc"),
        one(environment, "HOST_SYS", own, "sys"),
        one(environment, "HOST_ROOT", own, "root"),
        own);
  }

  /// Is this the `/proc` of another machine than the container that this process sees?
  public boolean foreign() {
    return !proc.equals(own.resolve("proc"));
  }

  private static Path one(Map<String, String> environment, String name, Path own, String folder) {
    String wanted = environment.getOrDefault(name, "");
    if (!wanted.isEmpty()) {
      return Path.of(wanted);
    }
    Path mounted = own.resolve("host").resolve(folder);
    if (Files.isDirectory(mounted)) {
      return mounted;
    }
    return folder.equals("root") ? own : own.resolve(folder);
  }
}
