package dev.sonde.collectors.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.testkit.CollectorContract;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.RecordingRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolCollectorTest extends CollectorContract<SpoolConfig> {
  private final RecordingRecorder recorder = new RecordingRecorder();
  @TempDir private Path folder;

  @BeforeEach
  void twoFilesAndAFolderWait() throws IOException {
    Files.writeString(folder.resolve("first"), "mail");
    Files.writeString(folder.resolve("second"), "mail");
    Files.createDirectory(folder.resolve("later"));
  }

  @Override
  protected CollectorFactory<SpoolConfig> factory() {
    return new SpoolCollectorFactory(folder.toString());
  }

  @Override
  protected Surroundings surroundings() {
    return new Surroundings(Map.of(), new DirectCalls());
  }

  @Test
  void collect_countsFilesOnly() throws Exception {
    collect(folder);
    assertThat(recorder.value("spool_files{folder=\"" + folder + "\"}")).isEqualTo(2);
  }

  @Test
  void collect_folderGone_isAbsentAndNotZero() throws Exception {
    collect(folder.resolve("gone"));
    assertThat(recorder.recorded()).isEmpty();
    assertThat(recorder.absent()).containsOnlyKeys("folder " + folder.resolve("gone"));
  }

  private void collect(Path from) throws Exception {
    try (var collector = new SpoolCollector(new SpoolConfig(from), new DirectCalls())) {
      collector.collect(recorder.open(1_767_225_600_000L));
    }
  }
}
