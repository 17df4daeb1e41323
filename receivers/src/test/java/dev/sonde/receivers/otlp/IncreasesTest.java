package dev.sonde.receivers.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Caller;
import dev.sonde.receivers.Counter;
import dev.sonde.receivers.otlp.OtlpHub.Sample;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Operation.Kind;
import dev.sonde.testkit.Tearing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Increases that a sender hands in until it gets an answer are in the totals once, whatever
/// becomes of the hub meanwhile: receiver, engine and journal over a disk that fails.
@Timeout(300)
class IncreasesTest {
  private static final String GOOD = "200 {}";
  private static final int REQUESTS = 9;
  private static final int CRASHES = 12;
  private static final List<Tearing> TEARINGS =
      List.of(Tearing.NEVER, Tearing.SECTORS, Tearing.BYTES);

  private final ManualTime time = new ManualTime("2026-11-20T00:00:00Z");
  private final long start = time.wallMillis();
  private final Caller shop = Counter.named("shop");
  private final FaultyDisk disk = new FaultyDisk();

  @Test
  void totals_goOnAfterARestart() throws IOException {
    try (var hub = new OtlpHub(disk, time)) {
      assertThat(hub.push(shop, request(0))).isEqualTo(GOOD);
      assertThat(hub.push(shop, request(1))).isEqualTo(GOOD);
    }
    try (var hub = new OtlpHub(disk, time)) {
      assertThat(hub.push(shop, request(2))).isEqualTo(GOOD);
      complete(hub, 3);
    }
  }

  @Test
  void totals_outliveManySegments_ofWhichOnlyTheNewestIsRead() throws IOException {
    try (var hub = new OtlpHub(disk, time)) {
      hub.push(shop, request(0));
      for (int hour = 0; hour < 5; hour++) {
        time.pass(Duration.ofMinutes(61));
        hub.push(shop, gauge(hour));
      }
    }
    try (var hub = new OtlpHub(disk, time)) {
      assertThat(hub.push(shop, request(1))).isEqualTo(GOOD);
      complete(hub, 2);
    }
  }

  @Test
  void answerThatWasLost_isGivenAgain_andNothingCountsTwice() throws IOException {
    try (var hub = new OtlpHub(disk, time)) {
      hub.push(shop, request(0));
      hub.push(shop, request(1));
      assertThat(hub.push(shop, request(1))).isEqualTo(GOOD);
    }
    try (var hub = new OtlpHub(disk, time)) {
      assertThat(hub.push(shop, request(1))).isEqualTo(GOOD);
      assertThat(hub.push(shop, request(0))).contains("it ends no later than the delta before");
      complete(hub, 2);
    }
  }

  @Test
  void refusedPush_countsWhenItComesAgain() throws IOException {
    try (var hub = new OtlpHub(disk, time)) {
      hub.push(shop, request(0));
      disk.failOnce(Kind.SYNC, 1, "Input/output error");
      assertThat(hub.push(shop, request(1))).startsWith("503 ");
      disk.heal();
      time.pass(Duration.ofSeconds(2));
      assertThat(hub.push(shop, request(1))).isEqualTo(GOOD);
    }
    try (var hub = new OtlpHub(disk, time)) {
      assertThat(hub.push(shop, request(2))).isEqualTo(GOOD);
      complete(hub, 3);
    }
  }

  @Test
  void callers_haveTotalsOfTheirOwn() throws IOException {
    try (var hub = new OtlpHub(disk, time)) {
      hub.push(shop, request(0));
    }
    try (var hub = new OtlpHub(disk, time)) {
      assertThat(hub.push(Counter.named("bank"), request(0))).isEqualTo(GOOD);
      assertThat(hub.samples())
          .filteredOn(each -> each.series().startsWith("d_total"))
          .extracting(Sample::value)
          .containsExactly(by(0), by(0));
    }
  }

  @Test
  void powerCut_anywhere_andAKill_countEachIncreaseOnce() throws IOException {
    var whole = new FaultyDisk();
    assertThat(live(whole)).isEqualTo(REQUESTS - 2);
    long changes = whole.changes();
    for (long after = 1; after <= changes; after++) {
      var cut = new FaultyDisk();
      cut.tear(TEARINGS.get((int) (after % TEARINGS.size())));
      cut.powerOffAfter(after);
      int answered = live(cut);
      try (Stream<FaultyDisk> crashes =
          Stream.concat(Stream.of(cut.kill()), cut.crashes(CRASHES, after))) {
        for (FaultyDisk each : (Iterable<FaultyDisk>) crashes::iterator) {
          goOn(each, answered, "cut after " + after + " changes");
        }
      }
    }
  }

  /// Gives how many requests were answered before the power went.
  private int live(FaultyDisk on) {
    int answered = 0;
    var clock = new ManualTime("2026-11-20T00:00:00Z");
    for (int day = 0; day < 2; day++) {
      try (var hub = new OtlpHub(on, clock)) {
        while (answered < (day == 0 ? 5 : REQUESTS - 2)) {
          if (answered == 3) {
            clock.pass(Duration.ofMinutes(61));
          }
          if (!hub.push(shop, request(answered)).equals(GOOD)) {
            return answered;
          }
          answered++;
        }
      } catch (IOException powerless) {
        return answered;
      }
    }
    return answered;
  }

  /// The sender hands in again what was not answered, and goes on.
  private void goOn(FaultyDisk left, int answered, String when) throws IOException {
    var later = new ManualTime("2026-11-20T01:02:00Z");
    try (var hub = new OtlpHub(left, later)) {
      for (int i = answered; i < REQUESTS; i++) {
        assertThat(hub.push(shop, request(i))).as(when).isEqualTo(GOOD);
      }
      complete(hub, REQUESTS);
    } catch (AssertionError wrong) {
      throw new AssertionError(when + ": " + wrong.getMessage(), wrong);
    }
  }

  /// Each series ends with all increases of so many requests, and never went down.
  private static void complete(OtlpHub hub, int requests) throws IOException {
    Map<String, List<Sample>> bySeries = new LinkedHashMap<>();
    for (Sample each : hub.samples()) {
      bySeries.computeIfAbsent(each.series(), _ -> new ArrayList<>()).add(each);
    }
    double all = 0;
    for (int i = 0; i < requests; i++) {
      all += by(i);
    }
    ends(bySeries, "d_total{agent=\"shop\"}", all);
    ends(bySeries, "h_bucket{agent=\"shop\",le=\"1.0\"}", all);
    ends(bySeries, "h_bucket{agent=\"shop\",le=\"+Inf\"}", all + requests);
    ends(bySeries, "h_count{agent=\"shop\"}", all + requests);
    ends(bySeries, "h_sum{agent=\"shop\"}", 0.25 * requests);
    Sample last = ends(bySeries, "e{agent=\"shop\"}", all + requests);
    assertThat(last.buckets()).containsExactly(all, (double) requests);
  }

  private static Sample ends(Map<String, List<Sample>> bySeries, String series, double all) {
    assertThat(bySeries).containsKey(series);
    List<Sample> samples = bySeries.get(series);
    assertThat(samples).as(series).extracting(Sample::value).isSorted();
    assertThat(samples).as(series).extracting(Sample::timeMillis).isSorted();
    assertThat(samples.getLast().value()).as(series).isEqualTo(all);
    return samples.getLast();
  }

  private static double by(int request) {
    return 1 + request * 7 % 5;
  }

  /// One sum, one histogram and one of exponential buckets, each a delta.
  private String request(int number) {
    long from = (start + number * 1_000L) * 1_000_000;
    String span =
        "\"startTimeUnixNano\":\"%d\",\"timeUnixNano\":\"%d\""
            .formatted(from, from + 1_000_000_000L);
    int by = (int) by(number);
    return metrics(
        """
        {"name":"d","sum":{"isMonotonic":true,"aggregationTemporality":1,
          "dataPoints":[{%1$s,"asInt":"%2$d"}]}},
        {"name":"h","histogram":{"aggregationTemporality":1,"dataPoints":[{%1$s,
          "count":"%3$d","sum":0.25,"bucketCounts":["%2$d","1"],"explicitBounds":[1]}]}},
        {"name":"e","exponentialHistogram":{"aggregationTemporality":1,"dataPoints":[{%1$s,
          "count":"%3$d","sum":0.25,"scale":0,"zeroCount":"0",
          "positive":{"offset":1,"bucketCounts":["%2$d","1"]}}]}}
        """
            .formatted(span, by, by + 1));
  }

  private static String gauge(int value) {
    return metrics(
        "{\"name\":\"g\",\"gauge\":{\"dataPoints\":[{\"asInt\":\"%d\"}]}}".formatted(value));
  }

  private static String metrics(String metrics) {
    return "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[" + metrics + "]}]}]}";
  }
}
