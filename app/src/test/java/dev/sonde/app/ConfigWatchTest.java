package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigWatchTest {
  private final AtomicInteger reloads = new AtomicInteger();
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void make() throws IOException {
    file = Files.writeString(folder.resolve("sonde.yaml"), "labels: {room: blue}");
  }

  @Test
  void look_changed_reloadsOnce() throws Exception {
    var watch = new ConfigWatch(() -> true, () -> List.of(file), reloads::incrementAndGet);
    watch.look();
    Files.writeString(file, "labels: {room: green}");
    for (int i = 0; i < 4; i++) {
      watch.look();
    }
    assertThat(reloads).hasValue(1);
  }

  /// Whoever saves it empties it first: what stands there then is nobody's configuration.
  @Test
  void look_onlyHalfWritten_waitsForTheRest() throws Exception {
    var watch = new ConfigWatch(() -> true, () -> List.of(file), reloads::incrementAndGet);
    Files.writeString(file, "");
    watch.look();
    Files.writeString(file, "labels: {room: green}");
    watch.look();
    assertThat(reloads).hasValue(0);
    watch.look();
    assertThat(reloads).hasValue(1);
  }

  @Test
  void look_notWanted_doesNothing() throws Exception {
    var watch = new ConfigWatch(() -> false, () -> List.of(file), reloads::incrementAndGet);
    Files.writeString(file, "labels: {room: green}");
    watch.look();
    watch.look();
    assertThat(reloads).hasValue(0);
  }
}
