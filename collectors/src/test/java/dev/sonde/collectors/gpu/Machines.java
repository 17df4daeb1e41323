package dev.sonde.collectors.gpu;

import dev.sonde.collectors.host.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Machines with GPUs, made of files.
final class Machines {
  static final Path CASES = Path.of("src/test/resources/dev/sonde/collectors/gpu/cases");

  private Machines() {}

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /// Unpacks a text of files, and lets its programs run.
  static void unpack(Path text, Path root) throws IOException {
    Machine.parse(Files.readString(text)).unpack(root);
    Path program = root.resolve("usr/bin/nvidia-smi");
    if (Files.exists(program) && !program.toFile().setExecutable(true)) {
      throw new IOException(program + " can't be made a program");
    }
  }

  /// Puts NVIDIA's library where a distribution would, beside a loaded driver.
  static void nvidia(Stub stub, Path root) throws IOException {
    Path library = root.resolve("usr/lib/x86_64-linux-gnu/libnvidia-ml.so.1");
    Files.createDirectories(library.getParent());
    Files.copy(stub.library(), library);
    Files.createDirectories(root.resolve("dev"));
    Files.createFile(root.resolve("dev/nvidiactl"));
  }

  static Places places(Path root) {
    return Places.of(Map.of(), root);
  }
}
