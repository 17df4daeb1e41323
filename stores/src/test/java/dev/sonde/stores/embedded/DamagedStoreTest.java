package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.Scribe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedStoreTest {
  private static final Duration RETENTION = Duration.ofDays(2);

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  @TempDir private Path folder = Path.of("");

  @Test
  void damagedChunk_costsOnlyItself() throws Exception {
    try (Store store = store(folder)) {
      fill(store, 800);
    }
    change("UPDATE chunk_20260101 SET blob = x'0102030405' WHERE (id & 0xffffffff) = 1");
    try (Store store = store(folder)) {
      List<String> lines = samples(store);
      assertThat(lines).hasSize(3);
      assertThat(lines.get(0)).contains("=799.0").doesNotContain("=0.0");
      assertThat(lines.get(1)).contains("=799.0").contains("=0.0");
      fill(store, 10);
      store.tend();
    }
  }

  @Test
  void fileThatIsNone_isSetAside() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(Database.FILE), "This is no database. ".repeat(1000));
    try (Store store = store(folder)) {
      assertThat(samples(store)).isEmpty();
      fill(store, 5);
      assertThat(samples(store)).hasSize(3);
    }
    assertThat(setAside()).isEqualTo(1);
  }

  /// A page in the middle of each table of the day.
  @Test
  void damagedTableOfADay_isMadeAnew_withWhatCanBeRead() throws Exception {
    for (String table : List.of("head_20260101", "chunk_20260101", "seen_20260101")) {
      Path other = folder.resolve(table);
      List<String> before;
      try (Store store = store(other)) {
        fillWide(store);
        before = samples(store);
      }
      damageLeaf(other, table);
      try (Store store = store(other)) {
        for (int tends = 0; tends < 20; tends++) {
          attempt(store::tend);
        }
        assertThat(setAside(other)).as(table).isZero();
        assertThat(store.holding().orElseThrow().damaged()).isPositive();
        List<String> after = samples(store);
        assertThat(after).as(table).hasSizeBetween(before.size() * 9 / 10, before.size());
        assertThat(count(after)).as(table).isBetween(count(before) / 2, count(before));
        if (table.startsWith("seen")) {
          assertThat(after).isEqualTo(before);
        }
        assertThat(send(store)).isTrue();
        assertThat(count(samples(store))).isEqualTo(count(after) + 3);
      }
      time.step(Duration.ofHours(-10));
    }
  }

  private void fillWide(Store store) throws Exception {
    var wide = new Scribe(Shipments.INSTANCE, 7);
    for (int i = 0; i < 1000; i++) {
      for (int n = 0; n < (i % 100 == 0 ? 3000 : 3); n++) {
        wide.add("x", Labels.of("n", Integer.toString(n)), time.wallMillis(), Math.sqrt(i + n));
      }
      assertThat(store.send(store.encode(wide.shipment()))).isEqualTo(Outcome.ACCEPTED);
      time.pass(Duration.ofSeconds(10));
    }
    store.tend();
    store.tend();
  }

  private static long count(List<String> lines) {
    return lines.stream().mapToLong(each -> each.split(" ").length - 1).sum();
  }

  private static void damageLeaf(Path in, String table) throws Exception {
    Path file = in.resolve(Database.FILE);
    int page = 0;
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT pageno FROM dbstat WHERE pagetype = 'leaf' AND name = '" + table + "'")) {
      for (int i = 0; i < 2 && rows.next(); i++) {
        page = rows.getInt(1);
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    int from = (page - 1) * Database.PAGE_BYTES;
    Arrays.fill(bytes, from, from + Database.PAGE_BYTES, (byte) 0);
    Files.write(file, bytes);
  }

  @Test
  void damagedFiles_areKept_butNotMoreThanTwo() throws Exception {
    for (int i = 0; i < 5; i++) {
      Files.writeString(folder.resolve(Database.FILE), "This is no database. ".repeat(1000));
      time.pass(Duration.ofSeconds(1));
      try (Store store = store(folder)) {
        assertThat(store.answers()).isTrue();
      }
      assertThat(setAside()).isEqualTo(Math.min(2, i + 1));
    }
  }

  @Test
  void fileOfANewerSonde_isLeftAlone() throws Exception {
    try (Store store = store(folder)) {
      fill(store, 5);
    }
    change("PRAGMA user_version = 99");
    try (Store store = store(folder)) {
      assertThat(store.answers()).isFalse();
    }
    assertThat(setAside()).isZero();
  }

  /// As when the file was set aside, and a new one has begun.
  @Test
  void fileThatHasLess_takesNothingUntilItIsAskedWhereItIs() throws Exception {
    try (Store store = store(folder)) {
      fill(store, 5);
      change("DELETE FROM cursor");
      Shipment next = scribe.add("x", Labels.NONE, time.wallMillis(), 1).shipment();
      assertThatThrownBy(() -> store.send(store.encode(next)))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("were stored, and now there are those up to 0");
      assertThat(store.progress(Shipments.INSTANCE, Shipments.EPOCH)).hasValue(0);
      assertThat(store.send(store.encode(next))).isEqualTo(Outcome.ACCEPTED);
    }
  }

  /// Whatever is wrong with the file, nothing but an IOException comes of it, and in the end
  /// batches are stored again.
  @Test
  void damagedFile_isUsedOrSetAside() throws Exception {
    try (Store store = store(folder)) {
      fill(store, 1200);
    }
    byte[] sound = Files.readAllBytes(folder.resolve(Database.FILE));
    var random = new Random(1);
    int setAside = 0;
    for (int i = 0; i < 60; i++) {
      Path other = folder.resolve("damaged" + i);
      Files.createDirectories(other);
      Files.write(other.resolve(Database.FILE), damaged(sound, random));
      try (Store store = store(other)) {
        use(store);
        for (int tends = 0; tends < 20; tends++) {
          time.pass(Duration.ofMinutes(1));
          attempt(store::tend);
        }
        for (int uses = 0; uses < 3; uses++) {
          use(store);
          attempt(store::tend);
        }
        assertThat(send(store)).as("damage " + i).isTrue();
      }
      setAside += setAside(other) > 0 ? 1 : 0;
    }
    assertThat(setAside).isBetween(10, 60);
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] damaged = sound.clone();
    switch (random.nextInt(4)) {
      case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      case 1 -> damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        int page = random.nextInt(damaged.length / Database.PAGE_BYTES) * Database.PAGE_BYTES;
        Arrays.fill(damaged, page, page + Database.PAGE_BYTES, (byte) 0);
      }
      default -> {
        int page = random.nextInt(damaged.length / Database.PAGE_BYTES) * Database.PAGE_BYTES;
        for (int i = 0; i < 100; i++) {
          damaged[page + i] = (byte) random.nextInt();
        }
      }
    }
    return damaged;
  }

  private void use(Store store) throws Exception {
    attempt(() -> send(store));
    attempt(() -> samples(store));
    attempt(() -> store.progress(Shipments.INSTANCE, Shipments.EPOCH));
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static void attempt(Attempt attempt) throws Exception {
    try {
      attempt.run();
    } catch (IOException expected) {
      assertThat(expected).hasMessageNotContaining("null");
    }
  }

  /// A file and its log, copied while the store is open, with the log cut off anywhere: what is
  /// there is a number of whole batches, and the cursor says how many.
  @Test
  void copyAfterACrash_hasWholeBatches() throws Exception {
    try (Store store = store(folder)) {
      for (int i = 0; i < 40; i++) {
        send(store, i);
        time.pass(Duration.ofSeconds(10));
      }
      byte[] file = Files.readAllBytes(folder.resolve(Database.FILE));
      byte[] log = Files.readAllBytes(folder.resolve(Database.FILE + "-wal"));
      var random = new Random(1);
      for (int i = 0; i < 40; i++) {
        Path copy = folder.resolve("copy" + i);
        Files.createDirectories(copy);
        Files.write(copy.resolve(Database.FILE), file);
        int length = i == 0 ? log.length : random.nextInt(log.length);
        Files.write(copy.resolve(Database.FILE + "-wal"), Arrays.copyOf(log, length));
        check(copy, i == 0 ? 120 : -1);
      }
    }
  }

  private void check(Path copy, long expected) throws Exception {
    try (Store store = store(copy)) {
      long progress = store.progress(Shipments.INSTANCE, Shipments.EPOCH).getAsLong();
      long samples = samples(store).stream().mapToLong(each -> each.split(" ").length - 1).sum();
      assertThat(samples).isEqualTo(progress);
      assertThat(progress % 3).isZero();
      assertThat(progress).isEqualTo(expected < 0 ? progress : expected);
    }
  }

  private void fill(Store store, int batches) throws Exception {
    for (int i = 0; i < batches; i++) {
      assertThat(send(store, i)).isEqualTo(Outcome.ACCEPTED);
      time.pass(Duration.ofSeconds(10));
    }
    store.tend();
  }

  private boolean send(Store store) throws Exception {
    return send(store, 1) instanceof Outcome.Accepted;
  }

  private Outcome send(Store store, double value) throws Exception {
    for (int i = 0; i < 3; i++) {
      scribe.add("x", Labels.of("n", Integer.toString(i)), time.wallMillis(), value);
    }
    return store.send(store.encode(scribe.shipment()));
  }

  private static List<String> samples(Store store) throws Exception {
    var answer = new Answer();
    store.history().samples(Selection.ALL, new Span(0, Long.MAX_VALUE), answer);
    return answer.lines();
  }

  private void change(String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long setAside() throws IOException {
    return setAside(folder);
  }

  private static long setAside(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.filter(each -> each.toString().matches(".*db\\.damaged-[0-9T]+")).count();
    }
  }

  private Store store(Path in) {
    return Stores.open(in, time, RETENTION);
  }
}
