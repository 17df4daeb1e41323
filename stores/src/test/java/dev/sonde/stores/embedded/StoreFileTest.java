package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Surroundings;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.Scribe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
  private static final Watcher NOBODY = (_, _, _) -> {};
  private static final EmbeddedConfig CONFIG =
      new EmbeddedConfig(Duration.ofDays(2), Duration.ZERO, 1L << 40);

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  @TempDir private Path top = Path.of("");
  private int rows;

  @Test
  void copyBesideAWriter_isOneWhole_withTheCursor() throws Exception {
    Path backup = top.resolve("backup");
    try (Store store = store();
        StoreFile file = file()) {
      fill(store, 1000);
      store.tend();
      assertThat(file.copyTo(backup, NOBODY)).isZero();
      List<String> then = samples(store.history());
      fill(store, 10);
      assertThat(samples(store.history())).isNotEqualTo(then);
      try (Restoring restoring = Restoring.of(backup, top.resolve("other"), NOBODY)) {
        assertThat(restoring.upTo(Shipments.INSTANCE)).isEqualTo(3000);
        assertThat(restoring.upTo(new UUID(1, 1))).isZero();
        assertThat(restoring.commit(time)).isEmpty();
      }
      try (Store other = Stores.open(top.resolve("other"), time, CONFIG)) {
        assertThat(samples(other.history())).isEqualTo(then);
        assertThat(other.progress(Shipments.INSTANCE, Shipments.EPOCH))
            .isEqualTo(OptionalLong.of(3000));
        assertThat(other.history().family("up")).contains(Family.gauge("up", "", "Is it up?"));
      }
    }
    assertThat(top).isDirectoryNotContaining("glob:**backup-*");
  }

  @Test
  void restored_whatWasThereIsKept_orDiscarded() throws Exception {
    Path backup = top.resolve("backup");
    try (Store store = store();
        StoreFile file = file()) {
      fill(store, 5);
      file.copyTo(backup, NOBODY);
      fill(store, 5);
    }
    Path replaced;
    try (Restoring restoring = Restoring.of(backup, folder(), NOBODY)) {
      replaced = restoring.commit(time).orElseThrow();
    }
    assertThat(replaced).hasFileName("history.db.replaced-20260101T120040000").exists();
    try (StoreFile file = file()) {
      assertThat(samples(file.history()).getFirst()).contains("=4.0").doesNotContain("=9.0");
    }
    Restoring.discard(replaced);
    assertThat(folder()).isDirectoryNotContaining("glob:**replaced*");
  }

  @Test
  void reading_changesNothing_andMakesNothing() throws Exception {
    try (StoreFile file = file()) {
      assertThat(file.exists()).isFalse();
      assertThatThrownBy(file::history).hasMessageContaining("there is no store yet");
      assertThatThrownBy(file::look).hasMessageContaining("there is no store yet");
    }
    assertThat(folder()).doesNotExist();
    Files.createDirectories(folder());
    Files.writeString(folder().resolve(Database.FILE), "This is no database. ".repeat(1000));
    try (StoreFile file = file()) {
      assertThatThrownBy(() -> samples(file.history())).isInstanceOf(IOException.class);
      assertThatThrownBy(file::look).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> file.copyTo(top.resolve("x"), NOBODY))
          .isInstanceOf(IOException.class);
    }
    assertThat(folder().resolve(Database.FILE)).content().startsWith("This is no database.");
  }

  @Test
  void look_saysWhatIsThere() throws Exception {
    try (Store store = store();
        StoreFile file = file()) {
      long from = time.wallMillis();
      fill(store, 1);
      assertThat(file.look().packedSamples()).isZero();
      fill(store, 1999);
      time.pass(Duration.ofHours(3));
      store.tend();
      fill(store, 1);
      StoreSummary found = file.look();
      assertThat(found.series()).isEqualTo(3);
      assertThat(found.days()).isOne();
      assertThat(found.thinnedDays()).isZero();
      assertThat(found.oldestMillis()).hasValue(from);
      assertThat(found.newestMillis()).hasValue(time.wallMillis());
      assertThat(found.packedSamples()).isPositive();
      assertThat((double) found.packedBytes() / found.packedSamples()).isBetween(0.01, 8.0);
      assertThat(found.damaged()).isZero();
      assertThat(found.bytes()).isGreaterThan(8192);
      Files.createFile(folder().resolve("history.db.damaged-20260101T000000000"));
      assertThat(file.look().setAside()).hasSize(1);
    }
  }

  @Test
  void damagedRow_isCounted_andTheRestIsRestored() throws Exception {
    Path backup = backup(2000);
    change(backup, "UPDATE head_20260101 SET blob = x'0102030405' WHERE (id & 7) = 3");
    try (Restoring restoring = Restoring.of(backup, top.resolve("other"), NOBODY)) {
      assertThat(restoring.damaged()).isPositive();
    }
    assertThat(top.resolve("other")).isDirectoryNotContaining("glob:**history*");
  }

  @Test
  void whatIsNoBackup_isRefused() throws Exception {
    Path backup = backup(50);
    byte[] sound = Files.readAllBytes(backup);
    refused(top.resolve("none"), "there is no such file");
    refused(Files.writeString(top.resolve("text"), "hello"), "is no store: it is not a database");
    refused(
        Files.write(top.resolve("short"), Arrays.copyOf(sound, sound.length / 2)), "is cut off");
    byte[] torn = sound.clone();
    Arrays.fill(torn, Database.PAGE_BYTES, 3 * Database.PAGE_BYTES, (byte) 0x55);
    refused(Files.write(top.resolve("torn"), torn), "torn is damaged: ");
    Path newer = Files.write(top.resolve("newer"), sound);
    change(newer, "PRAGMA user_version = 9");
    refused(newer, "was written by a newer Sonde: its version is 9, this one knows 1");
    Path strange = top.resolve("strange");
    change(strange, "CREATE TABLE notes(text TEXT)");
    refused(strange, "is a database of another program");
    change(strange, "PRAGMA user_version = 1");
    refused(strange, "no such table");
  }

  private void refused(Path backup, String why) {
    Path other = top.resolve("other");
    assertThatThrownBy(() -> Restoring.of(backup, other, NOBODY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
    assertThat(other.resolve(Database.FILE)).doesNotExist();
    assertThat(other.resolve(Database.FILE + ".restoring")).doesNotExist();
  }

  @Test
  void everyByteOfABackup_mayBeWrong() throws Exception {
    byte[] sound = Files.readAllBytes(backup(800));
    var random = new Random(1);
    for (int i = 0; i < 100; i++) {
      byte[] flipped = sound.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(top.resolve("flipped"), flipped);
      try (Restoring restoring = Restoring.of(file, top.resolve("other"), NOBODY)) {
        assertThat(restoring.damaged()).isGreaterThanOrEqualTo(0);
      } catch (IOException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void interrupted_endsSoon() throws Exception {
    Path backup = backup(2000);
    Watcher impatient = (_, _, _) -> Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Restoring.of(backup, top.resolve("other"), impatient))
        .isInstanceOf(InterruptedException.class);
    assertThat(top.resolve("other")).isDirectoryNotContaining("glob:**restoring*");
  }

  private Path backup(int rows) throws IOException, InterruptedException {
    Path backup = top.resolve("backup");
    try (Store store = store();
        StoreFile file = file()) {
      fill(store, rows);
      file.copyTo(backup, NOBODY);
    }
    return backup;
  }

  private static void change(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Path folder() {
    return top.resolve("store");
  }

  private Store store() {
    return Stores.open(folder(), time, CONFIG);
  }

  private StoreFile file() {
    return new StoreFile(CONFIG, folder(), time, new Surroundings(Map.of(), new DirectCalls()));
  }

  private void fill(Store store, int more) throws IOException, InterruptedException {
    scribe.know(Family.gauge("up", "", "Is it up?"));
    for (int i = 0; i < more; i++) {
      for (String job : List.of("a", "b", "c")) {
        scribe.add("up", Labels.of("job", job), time.wallMillis(), rows);
      }
      rows++;
      if (i % 100 == 99 || i == more - 1) {
        assertThat(store.send(store.encode(scribe.shipment()))).isEqualTo(Outcome.ACCEPTED);
      }
      if (i < more - 1) {
        time.pass(Duration.ofSeconds(5));
      }
    }
  }

  private List<String> samples(History history) throws IOException, InterruptedException {
    var answer = new Answer();
    history.samples(Selection.ALL, new Span(0, Long.MAX_VALUE), answer);
    return answer.lines();
  }
}
