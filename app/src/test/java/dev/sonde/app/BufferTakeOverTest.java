package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Origin;
import dev.sonde.api.Time;
import dev.sonde.testkit.RecordedPush;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BufferTakeOverTest {
  private static final long NOW = Instant.parse("2026-11-20T17:00:00Z").toEpochMilli();
  private static final String BATCH =
      "{\"timestamp\": \"2026-11-20T16:02:46.029901+00:00\", \"metrics\": {\"BatteryCollector\":"
          + " {\"metric\": %d, \"timestamp\": null}}, \"received_at\":"
          + " \"2026-11-20T16:02:46.030052+00:00\"}";

  @TempDir private Path folder;
  private final List<RecordedPush> pushes = new ArrayList<>();
  private boolean full;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("metrics_buffer.json");
  }

  @Test
  void batches_goToTheJournal_withTheirTimes_once() throws IOException {
    Files.writeString(file, "[" + BATCH.formatted(87) + ", " + BATCH.formatted(86) + "]");
    takeOver();
    assertThat(pushes.getFirst().lines())
        .containsExactly(
            "battery_metric 87.0 @1795190566029", "battery_metric 86.0 @1795190566029");
    assertThat(file).doesNotExist();
    assertThat(folder.resolve("metrics_buffer.json.taken-over")).exists();
    takeOver();
    assertThat(pushes).hasSize(1);
  }

  @Test
  void sameFileAgain_isTheSameBatch() throws IOException {
    for (int i = 0; i < 2; i++) {
      Files.writeString(file, "[" + BATCH.formatted(87) + "]");
      takeOver();
    }
    Files.writeString(file, "[" + BATCH.formatted(5) + "]");
    takeOver();
    List<Origin> origins = pushes.stream().map(each -> each.committed().orElseThrow()).toList();
    assertThat(origins.get(0)).isEqualTo(origins.get(1)).isNotEqualTo(origins.get(2));
  }

  @Test
  void journalThatTakesNothing_leavesTheFile() throws IOException {
    full = true;
    Files.writeString(file, "[" + BATCH.formatted(87) + "]");
    takeOver();
    assertThat(file).exists();
    full = false;
    takeOver();
    assertThat(file).doesNotExist();
    assertThat(pushes.getLast().lines()).hasSize(1);
  }

  @Test
  void rubbish_staysWhereItIs_andNothingOfItCounts() throws IOException {
    for (String rubbish : new String[] {"", "{", "7", "[" + BATCH.formatted(87)}) {
      Files.writeString(file, rubbish);
      takeOver();
      assertThat(file).hasContent(rubbish);
    }
    assertThat(pushes).noneMatch(each -> each.committed().isPresent());
  }

  @Test
  void emptyBuffer_isPutAside() throws IOException {
    Files.writeString(file, "[]");
    takeOver();
    assertThat(file).doesNotExist();
  }

  private void takeOver() {
    new BufferTakeOver(
            folder,
            (_, _) -> {
              var push =
                  full
                      ? RecordedPush.refused(
                          NOW, new Appended.Refused("journal_full", Duration.ofSeconds(1)))
                      : new RecordedPush(NOW);
              pushes.add(push);
              return push;
            },
            Time.SYSTEM)
        .run();
  }
}
