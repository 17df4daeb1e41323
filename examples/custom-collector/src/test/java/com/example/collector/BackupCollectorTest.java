package com.example.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.collector.BackupCollectorFactory.Config;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.engine.Engine;
import dev.sonde.engine.LiveOnly;
import dev.sonde.engine.Plan;
import dev.sonde.engine.RunSettings;
import dev.sonde.engine.SeriesLimits;
import dev.sonde.testkit.CollectorContract;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCollectorTest extends CollectorContract<Config> {
  private static final RunSettings RUN =
      new RunSettings(Duration.ofMinutes(1), Duration.ofSeconds(10));

  private final Engine engine = new Engine(new ManualTime("2026-01-01T02:00:00Z"), new LiveOnly());
  @TempDir private Path folder;

  @BeforeEach
  void aBackupOfAnHourAgo() throws IOException {
    written("monday.tar", "2025-12-29T01:00:00Z", 10);
    written("today.tar", "2026-01-01T01:00:00Z", 2048);
    Files.createDirectory(folder.resolve("being written"));
  }

  @AfterEach
  void closeEngine() throws InterruptedException {
    engine.close(Duration.ZERO);
  }

  @Override
  protected CollectorFactory<Config> factory() {
    return new BackupCollectorFactory(folder.toString());
  }

  @Override
  protected Surroundings surroundings() {
    return new Surroundings(Map.of(), new DirectCalls());
  }

  @Test
  void engine_showsTheNewestBackup() throws Exception {
    run(folder);
    var page = engine.live().snapshot();
    assertThat(page.size()).isEqualTo(2);
    assertThat(page.series(0)).hasToString("backup_age_seconds{folder=\"" + folder + "\"}");
    assertThat(page.value(0)).isEqualTo(3600);
    assertThat(page.series(1)).hasToString("backup_size_bytes{folder=\"" + folder + "\"}");
    assertThat(page.value(1)).isEqualTo(2048);
  }

  @Test
  void folderThatIsGone_isAbsent_andSaysWhatToDo() throws Exception {
    run(folder.resolve("gone"));
    assertThat(engine.live().snapshot().size()).isZero();
    assertThat(engine.components().getFirst().absent().values())
        .containsExactly("there is no file; is the backup running?");
  }

  @Test
  void plugin_isFoundByItsName() {
    assertThat(ServiceLoader.load(CollectorFactory.class))
        .singleElement()
        .satisfies(each -> assertThat(each.name()).isEqualTo("backup"));
  }

  private void run(Path of) throws InterruptedException {
    var config = new Config(of);
    var collector =
        new Plan.CollectorPlan(
            "backup", config, RUN, false, () -> factory().create(config, surroundings()));
    engine.apply(new Plan(List.of(collector), List.of(), List.of(), SeriesLimits.DEFAULT));
    engine.collectOnce();
  }

  private void written(String name, String when, int bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), new byte[bytes]);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(when)));
  }
}
