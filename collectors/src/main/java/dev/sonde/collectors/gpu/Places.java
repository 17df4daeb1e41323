package dev.sonde.collectors.gpu;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where GPUs show themselves.
///
/// @param proc the machine's `/proc`
/// @param sys the machine's `/sys`
/// @param root what this process sees as `/`: devices, libraries and programs are its own
/// @param foreign is `proc` another machine's than the container this process runs in?
/// @param libraries more folders for libraries
/// @param programs folders for programs
record Places(
    Path proc, Path sys, Path root, boolean foreign, List<Path> libraries, List<Path> programs) {
  private static final String LIBRARY = "libnvidia-ml.so.1";
  private static final String PROGRAM = "nvidia-smi";
  private static final List<String> LIBRARIES =
      List.of(
          "usr/lib/x86_64-linux-gnu",
          "usr/lib/aarch64-linux-gnu",
          "usr/lib64",
          "usr/lib",
          "lib64",
          "usr/lib/wsl/lib",
          "usr/local/nvidia/lib64",
          "usr/lib/x86_64-linux-gnu/nvidia/current",
          "usr/lib/aarch64-linux-gnu/nvidia",
          "run/opengl-driver/lib",
          "opt/nvidia/lib64");
  private static final List<String> PROGRAMS =
      List.of("usr/bin", "usr/local/bin", "usr/local/nvidia/bin", "usr/lib/wsl/lib", "opt/bin");
  private static final List<String> DRIVER =
      List.of("dev/nvidiactl", "proc/driver/nvidia/version", "dev/dxg");

  Places {
    libraries = List.copyOf(libraries);
    programs = List.copyOf(programs);
  }

  static Places of(Map<String, String> environment, Path root) {
    Path proc = one(environment, "HOST_PROC", root, "proc");
    return new Places(
        proc,
        one(environment, "HOST_SYS", root, "sys"),
        root,
        !proc.equals(root.resolve("proc")),
        folders(environment, "LD_LIBRARY_PATH"),
        folders(environment, "PATH"));
  }

  /// Is a driver of NVIDIA's loaded? Where it is not, its library is of no use.
  boolean nvidiaDriver() {
    return DRIVER.stream().anyMatch(each -> Files.exists(root.resolve(each)));
  }

  /// NVIDIA's library, where it is.
  Optional<Path> nvml() {
    return first(LIBRARIES, libraries, LIBRARY).filter(Files::isReadable);
  }

  /// The program `nvidia-smi`, where it is.
  Optional<Path> smi() {
    return first(PROGRAMS, programs, PROGRAM).filter(Files::isExecutable);
  }

  private Optional<Path> first(List<String> usual, List<Path> more, String name) {
    return Stream.concat(more.stream(), usual.stream().map(root::resolve))
        .map(folder -> folder.resolve(name))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static List<Path> folders(Map<String, String> environment, String variable) {
    return Arrays.stream(environment.getOrDefault(variable, "").split(":"))
        .filter(each -> each.startsWith("/") && each.indexOf('\0') < 0)
        .map(Path::of)
        .toList();
  }

  private static Path one(Map<String, String> environment, String name, Path root, String folder) {
    String wanted = environment.getOrDefault(name, "");
    if (!wanted.isEmpty()) {
      return Path.of(wanted);
    }
    Path mounted = root.resolve("host").resolve(folder);
    return Files.isDirectory(mounted) ? mounted : root.resolve(folder);
  }
}
