package dev.sonde.collectors.container.engine;

import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.wire.json.JsonRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Small files with settings of other programs. One that can't be read says nothing.
final class SettingsFile {
  private static final int LARGEST = 1 << 20;

  private SettingsFile() {}

  static Optional<Tree> json(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = bytes(file);
      return Optional.of(new TreeReader(JsonRules.DEFAULT).read(bytes, 0, bytes.length));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  static List<String> lines(Path file) {
    try {
      return new String(bytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(LARGEST);
    }
  }
}
