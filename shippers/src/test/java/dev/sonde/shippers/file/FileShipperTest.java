package dev.sonde.shippers.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Series;
import dev.sonde.api.Shipper;
import dev.sonde.api.Stale;
import dev.sonde.api.Surroundings;
import dev.sonde.journal.LocalDisk;
import dev.sonde.shippers.SampleFile;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.ShipperContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileShipperTest extends ShipperContract {
  private static final FileConfig.Format PLAIN = FileConfig.Format.PROMETHEUS;

  @TempDir private Path folder = Path.of("");
  private int made;

  @Override
  protected Shipper shipper() {
    return shipper(config("contract" + made++, FileConfig.Format.JSON, 0));
  }

  @Test
  void formats_sayWhatIsThere() throws Exception {
    var batch = new Batch();
    batch.add(new Series("up", Labels.of("job", "a"), 0), Shipments.START, 1);
    batch.add(new Series("up", Labels.NONE, 1), Shipments.START + 1, Double.NaN);
    batch.add(new Series("a.b\n", Labels.of("c.d", "\"\n\\"), 2), 0, Double.NEGATIVE_INFINITY);
    batch.add(new Series("up", Labels.NONE, 1), Shipments.START, Stale.marker());
    check(
        FileConfig.Format.JSON,
        batch,
        """
        {"timestamp":1767225600000,"name":"up","labels":{"job":"a"},"value":1}
        {"timestamp":1767225600001,"name":"up","labels":{},"value":"NaN"}
        {"timestamp":0,"name":"a.b\\n","labels":{"c.d":"\\"\\n\\\\"},"value":"-Inf"}
        {"timestamp":1767225600000,"name":"up","labels":{},"value":null}
        """);
    check(
        FileConfig.Format.PROMETHEUS,
        batch,
        """
        up{job="a"} 1 1767225600000
        up NaN 1767225600001
        {"a.b\\n","c.d"="\\"\\n\\\\"} -Inf 0
        """);
    check(
        FileConfig.Format.CSV,
        batch,
        """
        timestamp,name,labels,value
        1767225600000,"up","job=""a""\",1
        1767225600001,"up","",NaN
        0,"a.b\\n",\"""c.d""=""\\""\\n\\\\""\",-Inf
        1767225600000,"up","",
        """);
  }

  @Test
  void torn_tailIsCutOff_andTheBatchComesOnce() throws Exception {
    FileConfig config = config("a", PLAIN, 0);
    send(config, 0);
    String one = read("a");
    Files.writeString(folder.resolve("a"), one + "half a li");
    send(config, 0);
    assertThat(read("a")).isEqualTo(one);
    send(config, 10);
    assertThat(read("a").lines()).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void batchThatIsThereInPart_comesInSmallerOnes() throws Exception {
    FileConfig config = config("a", PLAIN, 0);
    send(config, 0);
    try (Shipper shipper = shipper(config)) {
      assertThat(shipper.send(shipper.encode(Shipments.plain(5, 10))))
          .isInstanceOf(Outcome.TooLarge.class);
      assertThat(shipper.send(shipper.encode(Shipments.plain(5, 5)))).isEqualTo(Outcome.ACCEPTED);
      assertThat(shipper.send(shipper.encode(Shipments.plain(10, 5)))).isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(read("a").lines()).hasSize(15).doesNotHaveDuplicates();
  }

  @Test
  void progress_isKeptForManyEpochs() throws Exception {
    FileConfig config = config("a", PLAIN, 0);
    try (Shipper shipper = shipper(config)) {
      assertThat(shipper.progress(Shipments.INSTANCE, 1)).isEmpty();
      Encoded encoded = shipper.encode(Shipments.plain(0, 1));
      for (long epoch = 0; epoch < 100; epoch++) {
        var id = new BatchId(Shipments.INSTANCE, epoch, 0, epoch + 1);
        shipper.send(new Encoded(id, encoded.body(), 1, Map.of()));
      }
    }
    try (Shipper shipper = shipper(config)) {
      assertThat(shipper.progress(Shipments.INSTANCE, 99)).hasValue(100);
      assertThat(shipper.progress(Shipments.INSTANCE, 36)).hasValue(37);
      assertThat(shipper.progress(Shipments.INSTANCE, 35)).isEmpty();
      assertThat(shipper.progress(new UUID(0, 0), 99)).isEmpty();
      assertThat(shipper.answers()).isTrue();
    }
  }

  @Test
  void file_thatWasThereBefore_isKept() throws Exception {
    Files.writeString(folder.resolve("a"), "mine\n");
    send(config("a", PLAIN, 0), 0);
    assertThat(read("a")).startsWith("mine\n");
    assertThat(read("a").lines()).hasSize(11);
  }

  @Test
  void damagedPlace_leavesTheOther() throws Exception {
    FileConfig config = config("a", PLAIN, 0);
    send(config, 0);
    String one = read("a");
    send(config, 10);
    byte[] places = Files.readAllBytes(folder.resolve("a.position"));
    assertThat(places).hasSize(8192);
    for (int at = 0; at < places.length; at += 61) {
      byte[] damaged = places.clone();
      damaged[at] ^= 1;
      Files.write(folder.resolve("a.position"), damaged);
      try (var disk = new Opened(folder)) {
        Position position = disk.position().orElseThrow();
        assertThat(position.offset()).isIn((long) one.length(), (long) read("a").length());
      }
    }
  }

  @Test
  void unreadablePosition_keepsTheFile() throws Exception {
    FileConfig config = config("a", PLAIN, 0);
    send(config, 0);
    Files.write(folder.resolve("a.position"), new byte[5000]);
    send(config, 10);
    assertThat(read("a").lines()).hasSize(20);
  }

  @Test
  void fullFile_getsANumberThatIsFree_andTheOldestGo() throws Exception {
    Files.writeString(folder.resolve("a.2"), "not ours");
    FileConfig config = config("a", PLAIN, 600);
    for (int i = 0; i < 6; i++) {
      send(config, 10L * i);
    }
    assertThat(names()).containsExactly("a", "a.4", "a.5", "a.6", "a.lock", "a.position");
    assertThat(read("a.4") + read("a.5") + read("a.6") + read("a"))
        .satisfies(all -> assertThat(all.lines()).hasSize(40).doesNotHaveDuplicates());
  }

  @Test
  void secondWriter_isToldToWait() throws Exception {
    FileConfig config = config("a", PLAIN, 0);
    try (Shipper first = shipper(config);
        Shipper second = shipper(config)) {
      assertThat(first.send(first.encode(Shipments.plain(0, 1)))).isEqualTo(Outcome.ACCEPTED);
      assertThat(second.send(second.encode(Shipments.plain(1, 1))))
          .isInstanceOfSatisfying(
              Outcome.Retry.class, it -> assertThat(it.why()).contains("taken by"));
      assertThat(second.answers()).isFalse();
    }
  }

  /// The disk fails at each of its operations in turn, once or for good; each time all batches are
  /// in the file once, in order, when it is well again.
  @Test
  void failure_atAnyMoment_losesNothingAndRepeatsNothing() throws Exception {
    for (long maxSize : new long[] {0, 600}) {
      String expected = whole(config("whole" + maxSize, PLAIN, maxSize));
      int operations = 0;
      boolean reached = true;
      for (int at = 1; reached; at++) {
        for (boolean torn : new boolean[] {false, true}) {
          FileConfig config = config("f" + maxSize + "-" + at + torn, PLAIN, maxSize);
          var disk = new FailingDisk(LocalDisk.open(folder), at, torn);
          reached = shipAll(config, disk);
          assertThat(whole(config)).as("failure at " + at).isEqualTo(expected);
        }
        operations = at;
      }
      assertThat(operations).isGreaterThan(20);
    }
  }

  @Test
  void sample_hasEveryKeyAtItsDefault() throws IOException {
    var sample = new MapSettings(SampleFile.of(FileConfig.class));
    FileConfig read = new FileShipperFactory(LocalDisk::open).read(sample);
    assertThat(sample.problems()).isEmpty();
    assertThat(SampleFile.keys(SampleFile.of(FileConfig.class))).isEqualTo(sample.asked());
    assertThat(read).isEqualTo(FileConfig.read(new MapSettings(Map.of("path", read.path()))));
    var stdout = new MapSettings(Map.of("path", "-"));
    FileConfig.read(stdout);
    assertThat(stdout.problems())
        .containsExactly("path: can't be the standard output; name a file");
    assertThatIllegalArgumentException().isThrownBy(() -> shipper(config("/", PLAIN, 0)));
  }

  /// Ships until the disk fails.
  ///
  /// @return whether it did
  private static boolean shipAll(FileConfig config, FailingDisk disk) throws Exception {
    try (Shipper shipper =
        new FileShipper(config, _ -> disk, Path.of(config.path()), new DirectCalls())) {
      for (int i = 0; i < 4; i++) {
        shipper.send(shipper.encode(Shipments.plain(10L * i, 10)));
        if (disk.failed()) {
          return true;
        }
      }
    }
    return disk.failed();
  }

  /// Ships everything, as a courier does that begins where the file says, and gives all lines.
  private String whole(FileConfig config) throws Exception {
    for (int i = 0; i < 4; i++) {
      send(config, 10L * i);
    }
    String name = Path.of(config.path()).getFileName().toString();
    var all = new StringBuilder();
    for (int i = 1; Files.exists(folder.resolve(name + "." + i)); i++) {
      all.append(read(name + "." + i));
    }
    return all.append(read(name)).toString();
  }

  private void check(FileConfig.Format format, Batch batch, String expected) throws Exception {
    FileConfig config = config("lines." + format, format, 0);
    try (Shipper shipper = shipper(config)) {
      Encoded encoded = shipper.encode(Shipments.of(0, batch));
      assertThat(shipper.send(encoded)).isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(read("lines." + format)).isEqualTo(expected);
  }

  private void send(FileConfig config, long from) throws Exception {
    try (Shipper shipper = shipper(config)) {
      assertThat(shipper.send(shipper.encode(Shipments.plain(from, 10))))
          .isEqualTo(Outcome.ACCEPTED);
    }
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  private FileConfig config(String name, FileConfig.Format format, long maxSize) {
    return new FileConfig(folder.resolve(name).toString(), format, maxSize, 3);
  }

  private static Shipper shipper(FileConfig config) {
    return new FileShipperFactory(LocalDisk::open)
        .create(config, new Surroundings(Map.of(), new DirectCalls()));
  }

  private record Opened(PositionFile file) implements AutoCloseable {
    Opened(Path folder) throws IOException {
      this(PositionFile.open(LocalDisk.open(folder), "a.position"));
    }

    Optional<Position> position() throws IOException {
      return file.read();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
