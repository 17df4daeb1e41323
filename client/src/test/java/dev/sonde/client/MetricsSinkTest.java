package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Secret;
import dev.sonde.api.Series;
import dev.sonde.delivery.CourierConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A sink and a hub, over real connections and a real disk.
@Timeout(600)
class MetricsSinkTest {
  private static final Family LOAD = new Family("load", Kind.GAUGE, "", "How much there is.");
  private static final Duration LONG = Duration.ofMinutes(1);

  /// Waits as little as it may.
  private static final CourierConfig HASTY =
      new CourierConfig(
          1_000,
          Duration.ZERO,
          Duration.ofMillis(1),
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          3,
          20,
          Duration.ofMinutes(10),
          Duration.ofMinutes(10));

  private final TestHub hub = TestHub.open();
  @TempDir private Path folder;

  MetricsSinkTest() throws IOException {}

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void whatIsDurable_arrives_withAllThatIsKnownOfIt() throws Exception {
    try (var sink = sink(config())) {
      Samples samples = sink.samples();
      assertThat(samples.add(LOAD, Labels.of("of", "a"), 1.5, 1_000)).isTrue();
      samples.attach(new Exemplar(Labels.of("trace_id", "7"), 1.25, 999));
      assertThat(sink.append(samples, LONG)).isEqualTo(new Receipt.Durable());
      assertThat(samples.isEmpty()).isTrue();
      assertThat(hub.await(1).keySet().iterator().next())
          .startsWith("load{of=\"a\"} 1.5 @1000 Exemplar")
          .contains("trace_id");
      assertThat(hub.families()).containsEntry("load", LOAD);
    }
    assertThat(hub.paths()).contains("GET /ws/metrics").doesNotContain("POST /api/v1/batches");
  }

  @Test
  void manyThreads_eachGetsItsReceipt_andEverySampleArrivesOnce_inOrder() throws Exception {
    int threads = 8;
    int each = 200;
    try (var sink = sink(config())) {
      var running = new ArrayList<Thread>();
      for (int thread = 0; thread < threads; thread++) {
        Labels labels = Labels.of("thread", Integer.toString(thread));
        running.add(Thread.ofVirtual().start(() -> sendAll(sink, labels, each)));
      }
      for (Thread thread : running) {
        thread.join();
      }
      Map<String, Integer> counts = hub.await(threads * each);
      assertThat(counts).hasSize(threads * each);
      assertThat(counts.values()).containsOnly(1);
      assertThat(sink.status().taken()).isEqualTo((long) threads * each);
      assertThat(sink.status().inMemory()).isZero();
    }
    for (int thread = 0; thread < threads; thread++) {
      String series = "load{thread=\"" + thread + "\"} ";
      assertThat(hub.taken().stream().filter(line -> line.startsWith(series)))
          .containsExactlyElementsOf(
              IntStream.range(0, each).mapToObj(i -> series + (double) i + " @" + i).toList());
    }
  }

  private static void sendAll(MetricsSink sink, Labels labels, int many) {
    Series series = sink.series(LOAD, labels);
    Samples samples = sink.samples();
    for (int i = 0; i < many; i++) {
      samples.add(series, i, i);
      if (!(sink.append(samples, LONG) instanceof Receipt.Durable)) {
        throw new AssertionError("not durable");
      }
    }
  }

  @Test
  void hubThatIsAway_costsNothing_andGetsAllWhenItIsBack() throws Exception {
    hub.down();
    try (var sink = sink(config())) {
      send(sink, 0, 100);
      assertThat(sink.status().pending()).isEqualTo(100);
      hub.up();
      assertThat(hub.await(100)).hasSize(100);
    }
  }

  @Test
  void hubThatTakesItsTime_keepsNobodyWaiting() throws Exception {
    var slow = new CountDownLatch(1);
    hub.hold(slow);
    try (var sink = sink(config())) {
      for (int i = 0; i < 20; i++) {
        send(sink, i * 10, i * 10 + 10);
      }
      assertThat(hub.taken()).isEmpty();
      assertThat(sink.status().pending()).isEqualTo(200);
      slow.countDown();
      assertThat(hub.await(200).values()).containsOnly(1);
    }
  }

  @Test
  void hubThatNeverAnswers_doesNotHoldUpClosing_andGetsItLater() throws Exception {
    var slow = new CountDownLatch(1);
    hub.hold(slow);
    var sink = sink(config());
    send(sink, 0, 10);
    assertThat(sink.close(Duration.ofMillis(50))).isEqualTo(new Closing(10, 0));
    slow.countDown();
    try (var next = sink(config())) {
      send(next, 10, 11);
      assertThat(hub.await(11).values()).containsOnly(1);
    }
  }

  @Test
  void hubThatIsFull_isAskedAgain_andTakesEachOnce() throws Exception {
    hub.full(true);
    try (var sink = sink(config())) {
      send(sink, 0, 50);
      hub.full(false);
      assertThat(hub.await(50).values()).containsOnly(1);
    }
  }

  @Test
  void withoutWebSockets_itGoesOverHttp() throws Exception {
    hub.sockets(false);
    try (var sink = sink(config())) {
      send(sink, 0, 5);
      assertThat(hub.await(5)).hasSize(5);
    }
    assertThat(hub.paths()).contains("GET /ws/metrics", "POST /api/v1/batches");
  }

  @Test
  void whatWaitsAtTheEnd_goesOnAtTheNextStart() throws Exception {
    hub.down();
    var sink = sink(config());
    send(sink, 0, 30);
    assertThat(sink.close(Duration.ZERO)).isEqualTo(new Closing(30, 0));
    assertThat(sink.close(Duration.ZERO)).isEqualTo(new Closing(0, 0));
    hub.up();
    try (var next = sink(config())) {
      send(next, 30, 40);
      assertThat(hub.await(40).values()).containsOnly(1);
    }
  }

  @Test
  void closing_flushes() throws Exception {
    var sink = sink(config());
    send(sink, 0, 2_500);
    assertThat(sink.close(LONG)).isEqualTo(new Closing(0, 0));
    assertThat(hub.taken()).hasSize(2_500).doesNotHaveDuplicates();
  }

  @Test
  void afterClosing_everythingIsRefused_andStaysWithItsCaller() throws Exception {
    var sink = sink(config());
    sink.close();
    Samples samples = sink.samples();
    samples.add(LOAD, Labels.NONE, 1, 1);
    assertThat(sink.append(samples))
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Receipt.Reason.CLOSED));
    assertThat(samples.size()).isEqualTo(1);
    assertThat(sink.status().refused()).containsExactly(Map.entry(Receipt.Reason.CLOSED, 1L));
  }

  @Test
  void secondSenderInTheFolder_getsAPlaceOfItsOwn_andWhatItLeavesIsTakenOver() throws Exception {
    hub.down();
    var first = sink(config());
    var second = sink(config());
    send(first, 0, 10);
    send(second, 10, 20);
    second.close(Duration.ZERO);
    first.close(Duration.ZERO);
    hub.up();
    try (var heir = sink(config())) {
      assertThat(hub.await(20).values()).containsOnly(1);
      assertThat(heir.status().taken()).isZero();
    }
    assertThat(folder.resolve("client-1")).isDirectory();
    assertThat(folder.resolve("client-2")).isDirectory();
  }

  @Test
  void memoryAlone_saysSo_andWritesNothing() throws Exception {
    try (var sink = sink(SinkConfig.inMemory(hub.url()))) {
      Samples samples = sink.samples();
      samples.add(LOAD, Labels.NONE, 1, 1);
      assertThat(sink.append(samples, LONG)).isEqualTo(new Receipt.InMemory());
      assertThat(sink.status().durable()).isFalse();
      assertThat(hub.await(1)).hasSize(1);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void journalThatIsFull_refuses_andDropsNothingThatWasTaken() throws Exception {
    hub.down();
    SinkConfig small =
        SinkConfig.inMemory(hub.url()).withBytes(SinkConfig.LEAST_BYTES, Lobby.LEAST_BYTES);
    int taken = 0;
    try (var sink = sink(small)) {
      Receipt receipt = new Receipt.InMemory();
      while (receipt.isTaken()) {
        Samples samples = sink.samples();
        for (int i = 0; i < 5_000; i++) {
          samples.add(LOAD, Labels.NONE, Math.sqrt(taken + i), taken + i);
        }
        receipt = sink.append(samples, LONG);
        taken += receipt.isTaken() ? 5_000 : 0;
      }
      assertThat(receipt)
          .isInstanceOfSatisfying(
              Receipt.Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(Receipt.Reason.JOURNAL);
                assertThat(refused.why()).contains("full");
              });
      assertThat(taken).isPositive();
      hub.up();
      assertThat(hub.await(taken)).hasSize(taken);
    }
    assertThat(hub.taken()).hasSize(taken);
  }

  @Test
  void whatIsInMemory_isInTheJournal_beforeItCloses() throws Exception {
    hub.down();
    var sink = sink(config());
    Samples samples = sink.samples();
    int taken = 0;
    for (int i = 0; i < 200; i++) {
      samples.add(LOAD, Labels.NONE, i, i);
      taken += sink.append(samples, Duration.ZERO).isTaken() ? 1 : 0;
    }
    assertThat(taken).isEqualTo(200);
    assertThat(sink.close(LONG)).isEqualTo(new Closing(200, 0));
  }

  @Test
  void interruptedThread_losesNothing_whenItCloses() throws Exception {
    hub.down();
    var sink = sink(config());
    send(sink, 0, 10);
    Samples samples = sink.samples();
    samples.add(LOAD, Labels.NONE, 10, 10);
    Thread.currentThread().interrupt();
    assertThat(sink.append(samples, LONG).isTaken()).isTrue();
    Closing closing = sink.close(LONG);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(closing).isEqualTo(new Closing(11, 0));
    hub.up();
    try (var _ = sink(config())) {
      assertThat(hub.await(11).values()).containsOnly(1);
    }
    assertThat(folder.resolve("client-2")).as("the folder was let go of").doesNotExist();
  }

  @Test
  void samplesThatAreFull_areTakenAtOnce_andOfMuchMoreNone() throws Exception {
    try (var sink = sink(SinkConfig.inMemory(hub.url()))) {
      Samples samples = sink.samples();
      int full = 0;
      while (!samples.isFull()) {
        samples.add(LOAD, Labels.NONE, full, full);
        full++;
      }
      assertThat(sink.append(samples, LONG).isTaken()).isTrue();
      for (int i = 0; i < 3 * full; i++) {
        samples.add(LOAD, Labels.NONE, i, i);
      }
      assertThat(sink.append(samples, LONG))
          .isInstanceOfSatisfying(
              Receipt.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Receipt.Reason.TOO_LARGE));
      assertThat(hub.await(full)).hasSize(full);
    }
  }

  @Test
  void timesNoHubTakes_areLeftOut() throws Exception {
    try (var sink = sink(config())) {
      Samples samples = sink.samples();
      assertThat(samples.add(LOAD, Labels.NONE, 1, -1)).isFalse();
      assertThat(samples.add(LOAD, Labels.NONE, 1, System.currentTimeMillis() + 3_600_000))
          .isFalse();
      samples.attach(new Exemplar(Labels.NONE, 1, 1));
      assertThat(samples.leftOut()).isEqualTo(2);
      assertThat(sink.append(samples)).isEqualTo(new Receipt.Durable());
      assertThat(sink.status().taken()).isZero();
    }
  }

  @Test
  void samplesOfAnotherSink_areRefused() throws Exception {
    try (var sink = sink(config());
        var other = sink(SinkConfig.inMemory(hub.url()))) {
      assertThatThrownBy(() -> sink.append(other.samples()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> sink.append(sink.samples(), Duration.ofDays(1)))
          .hasMessageContaining("zero to ten minutes");
    }
  }

  @Test
  void key_isShownToTheHub_andNowhereElse() throws Exception {
    var secret = new Secret("sesame-open");
    try (var sink = sink(config().withKey(secret))) {
      send(sink, 0, 1);
      hub.await(1);
      assertThat(hub.keys()).contains("sesame-open");
      assertThat(config().withKey(secret).toString()).doesNotContain("sesame");
      assertThat(sink.status().toString()).doesNotContain("sesame");
    }
    assertThatThrownBy(() -> MetricsSink.open(config().withKey(new Secret("se\nsame"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("same");
  }

  @Test
  void folderThatIsAFile_isSaid() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> MetricsSink.open(SinkConfig.inFolder(hub.url(), file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file");
  }

  private SinkConfig config() {
    return SinkConfig.inFolder(hub.url(), folder);
  }

  private static MetricsSink sink(SinkConfig config) throws IOException {
    return MetricsSink.open(config, Means.of(config).with(HASTY, LONG));
  }

  private static void send(MetricsSink sink, int from, int to) {
    Samples samples = sink.samples();
    Series series = sink.series(LOAD, Labels.NONE);
    for (int i = from; i < to; i++) {
      samples.add(series, i, i);
    }
    List.of(sink.append(samples, LONG))
        .forEach(each -> assertThat(each).isEqualTo(new Receipt.Durable()));
  }
}
