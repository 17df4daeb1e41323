package dev.sonde.shippers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.api.Shipper;
import dev.sonde.api.Time;
import dev.sonde.delivery.Courier;
import dev.sonde.delivery.CourierConfig;
import dev.sonde.delivery.CourierPlan;
import dev.sonde.journal.DeadLetter;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.JournalFolder;
import dev.sonde.journal.Standing;
import dev.sonde.journal.StartAt;
import dev.sonde.shippers.http.Credentials;
import dev.sonde.shippers.http.HttpConfig;
import dev.sonde.shippers.httpjson.HttpJsonConfig;
import dev.sonde.shippers.httpjson.HttpJsonShipperFactory;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Compression;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Version;
import dev.sonde.shippers.remotewrite.RemoteWriteShipperFactory;
import dev.sonde.shippers.remotewrite.Requests;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.Reaction;
import dev.sonde.testkit.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A journal, a courier, a real shipper and a server that answers whatever it likes: every sample
/// arrives once, or lies in a dead letter, and the counts say so.
@Timeout(600)
class AccountingTest {
  private static final int SAMPLES = 3_000;
  private static final int FAULTS = 150;

  /// Nobody is slower: what is given up though the server has it would arrive twice. One run alone
  /// meets a server that says nothing, and waits so long.
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(500);
  private static final Pattern JSON_VALUE =
      Pattern.compile("\"name\":\"m\\d(?:_count)?\",\"value\":(\\d+)");
  private static final Pattern PART = Pattern.compile("^m\\d_(?:sum|bucket)");
  static final Map<String, String> ALL =
      Map.of("X-Prometheus-Remote-Write-Samples-Written", "1000000");
  private static final CourierConfig QUICK =
      new CourierConfig(
          100,
          Duration.ZERO,
          Duration.ofMillis(1),
          Duration.ofMillis(4),
          Duration.ofMillis(8),
          3,
          20,
          Duration.ofMinutes(10),
          Duration.ofMinutes(10));

  /// Which shipper.
  enum Kind {
    JSON,
    JSON_GZIP,
    REMOTE_WRITE_1_0,
    REMOTE_WRITE_2_0,
    REMOTE_WRITE_AUTO;

    private Shipper shipper(HttpConfig http) {
      return switch (this) {
        case JSON, JSON_GZIP ->
            new HttpJsonShipperFactory(TestHttp.contexts())
                .create(
                    new HttpJsonConfig(http, this == JSON_GZIP, HttpJsonConfig.Timestamps.SAMPLE),
                    TestHttp.SURROUNDINGS);
        case REMOTE_WRITE_1_0 -> remoteWrite(http, Version.ONE, Compression.SNAPPY);
        case REMOTE_WRITE_2_0 -> remoteWrite(http, Version.TWO, Compression.SNAPPY);
        case REMOTE_WRITE_AUTO -> remoteWrite(http, Version.AUTO, Compression.SNAPPY);
      };
    }

    private static Shipper remoteWrite(HttpConfig http, Version version, Compression compression) {
      return new RemoteWriteShipperFactory(TestHttp.contexts())
          .create(
              new RemoteWriteConfig(http, version, compression, true, false),
              TestHttp.SURROUNDINGS);
    }

    private List<Integer> values(Received request) {
      return switch (this) {
        case JSON, JSON_GZIP ->
            JSON_VALUE
                .matcher(request.text())
                .results()
                .map(it -> Integer.valueOf(it.group(1)))
                .toList();
        case REMOTE_WRITE_1_0, REMOTE_WRITE_2_0, REMOTE_WRITE_AUTO ->
            Requests.rows(request).stream()
                .filter(row -> !PART.matcher(row).find())
                .map(row -> (int) Double.parseDouble(row.substring(row.lastIndexOf(' ') + 1)))
                .toList();
      };
    }
  }

  private final FaultyDisk disk = new FaultyDisk();
  private final AtomicInteger indexes = new AtomicInteger();

  static Stream<Arguments> scripts() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(kind, seed)));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everySample_arrivesOnce_orIsADeadLetter(Kind kind, long seed) throws Exception {
    try (var peer = new FaultyPeer()) {
      script(peer, new Random(seed), kind == Kind.JSON && seed == 1);
      Standing end = run(kind, peer);
      List<Integer> arrived = arrived(kind, peer.accepted());
      Set<Integer> letters = letters();
      assertThat(new HashSet<>(arrived))
          .hasSameSizeAs(arrived)
          .doesNotContainAnyElementsOf(letters);
      assertThat(arrived.size() + letters.size()).isEqualTo(SAMPLES);
      assertThat(end.delivered()).isEqualTo(arrived.size());
      assertThat(sum(end.dropped())).isEqualTo(letters.size());
      assertThat(sum(end.filtered())).isZero();
      assertThat(letters).isNotEmpty();
      assertThat(peer.received().size()).isGreaterThan(FAULTS / 2);
    }
  }

  private Standing run(Kind kind, FaultyPeer peer) throws Exception {
    var context = new JournalContext(Time.SYSTEM, indexes::getAndIncrement, "", () -> {});
    try (Journal journal = Journal.open(disk, JournalConfig.DEFAULT, context)) {
      HttpConfig http =
          TestHttp.within(
              DEADLINE, TestHttp.config(peer.url("/in"), Map.of(), new Credentials.None()));
      var plan =
          new CourierPlan(
              "there",
              http,
              QUICK,
              StartAt.OLDEST,
              true,
              () -> kind.shipper(http),
              CourierPlan.EVERYTHING,
              0);
      try (var courier =
          new Courier(
              plan, journal, Time.SYSTEM, new SplittableRandom(1), indexes::getAndIncrement)) {
        courier.start();
        append(journal);
        return drained(courier);
      }
    }
  }

  private static Standing drained(Courier courier) {
    long limit = System.nanoTime() + PATIENCE;
    Optional<Standing> standing = courier.status().standing();
    while (standing.isEmpty() || standing.get().pending() > 0) {
      assertThat(System.nanoTime() - limit).as(courier.status().toString()).isNegative();
      LockSupport.parkNanos(1_000_000);
      standing = courier.status().standing();
    }
    return standing.get();
  }

  /// Several instants, so that there are several samples of a series in a batch. Some have native
  /// histograms, some of those a sum that is no number.
  private void append(Journal journal) {
    var series = new ArrayList<Series>();
    for (int i = 0; i < 30; i++) {
      series.add(new Series("m" + i % 3, Labels.of("core", "" + i), indexes.getAndIncrement()));
    }
    for (int from = 0; from < SAMPLES; from += series.size()) {
      var batch = new Batch();
      for (int i = 0; i < series.size(); i++) {
        batch.add(series.get(i), 1_767_225_600_000L + 1000L * from, from + i);
        if (i % 5 == 0) {
          batch.attach(Natives.histogram(from + i, i % 10 == 0 ? Double.NaN : 0.5, false));
        }
      }
      assertThat(journal.append(batch, Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
    }
  }

  private static void script(FaultyPeer peer, Random random, boolean silence) {
    for (int i = 0; i < FAULTS; i++) {
      peer.then(reaction(random));
    }
    if (silence) {
      peer.then(new Reaction.Silence());
    }
    peer.always(taken(200));
  }

  private static Reaction reaction(Random random) {
    int[] statuses = {
      301, 302, 307, 308, 400, 400, 401, 403, 404, 405, 407, 408, 413, 415, 422, 429, 500, 502, 503
    };
    return switch (random.nextInt(12)) {
      case 0 -> new Reaction.Closed();
      case 1 -> new Reaction.Reset();
      case 2 -> new Reaction.HalfAnswer(random.nextBoolean() ? 200 : 500);
      case 3 -> new Reaction.CloseInRequest(random.nextInt(50));
      case 4 -> new Reaction.Limit(200 + random.nextInt(2_000), taken(200));
      case 5 -> new Reaction.EarlyAnswer(413);
      case 6 -> new Reaction.Raw("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n");
      case 7 -> Reaction.status(429, "Retry-After", "1");
      case 8 -> taken(random.nextBoolean() ? 204 : 202);
      default -> Reaction.status(statuses[random.nextInt(statuses.length)]);
    };
  }

  private static Reaction taken(int status) {
    return new Reaction.Answer(status, ALL, "");
  }

  private static List<Integer> arrived(Kind kind, List<Received> accepted) {
    return accepted.stream()
        .filter(each -> each.method().equals("POST"))
        .flatMap(each -> kind.values(each).stream())
        .toList();
  }

  private Set<Integer> letters() throws IOException {
    JournalFolder folder = JournalFolder.read(disk, indexes::getAndIncrement);
    var values = new HashSet<Integer>();
    for (DeadLetter each : folder.deadLetters("there")) {
      var batch = new Batch();
      folder.read(each, batch);
      for (int row = 0; row < batch.size(); row++) {
        assertThat(values.add((int) batch.value(row))).isTrue();
      }
    }
    return values;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
