package dev.sonde.testkit.store;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Histogram;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Stale;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.ShipperContract;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What every store keeps to, beside what every shipper does. Extend it, say how to open one, and
/// add the tests of your own.
public abstract class StoreContract extends ShipperContract {
  private static final long NOON = Shipments.START + 12 * 3_600_000L;
  private static final long DAY = 24 * 3_600_000L;
  private static final Duration WEEK = Duration.ofDays(7);
  private static final UUID OTHER = UUID.fromString("0f8c5a3e-0000-4000-8000-000000000002");
  private static final Labels NONE = Labels.NONE;
  private static final Span ALL = new Span(NOON - 30 * DAY, NOON + DAY);

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);

  /// Opens a store at the one place of this test: what one had when it was closed, the next one
  /// has, too. It keeps no thinned-out samples.
  protected abstract Store open(ManualTime time, Duration retention) throws IOException;

  @Override
  protected final Shipper shipper() throws IOException {
    return open(time, WEEK);
  }

  @Test
  void send_keepsEveryValue_bitByBit() throws Exception {
    double otherNan = Double.longBitsToDouble(0x7ff8_0000_0000_0abcL);
    double[] values = {
      0.0, -0.0, 1, -1.5, 0.1, 1e300, Double.MIN_VALUE, Double.POSITIVE_INFINITY, otherNan
    };
    try (Store store = store()) {
      for (int i = 0; i < values.length; i++) {
        scribe.add("x", NONE, NOON + i * 1000L, values[i]);
      }
      send(store, scribe.add("x", NONE, NOON + 9_000, Stale.marker()));
      assertThat(samples(store, Selection.ALL))
          .containsExactly(
              "x "
                  + line(
                      "0=0.0 1=-0.0 2=1.0 3=-1.5 4=0.1 5=1.0E300 6=4.9E-324 7=Infinity"
                          + " 8=NaN:7ff8000000000abc 9=stale"));
    }
  }

  @Test
  void send_storesABatchOnce_howeverOftenItComes() throws Exception {
    try (Store store = store()) {
      Shipment first = scribe.add("x", NONE, NOON, 1).shipment();
      Shipment second = scribe.add("x", NONE, NOON, 2).shipment();
      assertThat(progress(store)).isZero();
      send(store, first);
      assertThat(progress(store)).isEqualTo(1);
      send(store, second);
      send(store, first);
      assertThat(progress(store)).isEqualTo(2);
      assertThat(samples(store, Selection.ALL)).containsExactly("x " + line("0=2.0"));
    }
  }

  @Test
  void send_failsForABatchOfWhichItHasAPart() throws Exception {
    try (Store store = store()) {
      Shipment whole = scribe.add("x", NONE, NOON, 1).add("x", NONE, NOON + 1000, 2).shipment();
      send(store, whole.part(whole.id().until(1), 0, 1));
      assertThatThrownBy(() -> store.send(store.encode(whole))).isInstanceOf(IOException.class);
      assertThat(progress(store)).isEqualTo(1);
      assertThat(samples(store, Selection.ALL)).containsExactly("x " + line("0=1.0"));
    }
  }

  /// A store that says less than before lost something: then the courier asks, and goes back.
  @Test
  void progress_saysWhatTheFileHas_afterItWasOpenedAnew() throws Exception {
    try (Store store = store()) {
      send(store, scribe.add("x", NONE, NOON, 1));
    }
    try (Store store = store()) {
      assertThat(progress(store)).isEqualTo(1);
      send(store, scribe.add("x", NONE, NOON + 1000, 2));
      assertThat(progress(store)).isEqualTo(2);
    }
  }

  @Test
  void send_leavesOutNumbersForGood() throws Exception {
    try (Store store = store()) {
      send(store, scribe.skip(10).add("x", NONE, NOON, 1));
      assertThat(progress(store)).isEqualTo(11);
      send(store, new Scribe(Shipments.INSTANCE, Shipments.EPOCH).add("x", NONE, NOON, 5));
      assertThat(samples(store, Selection.ALL)).containsExactly("x " + line("0=1.0"));
    }
  }

  @Test
  void progress_isOfOneInstanceAndEpoch() throws Exception {
    try (Store store = store()) {
      send(store, scribe.add("x", NONE, NOON, 1));
      send(store, new Scribe(OTHER, Shipments.EPOCH).add("y", NONE, NOON, 1).skip(0));
      send(store, new Scribe(Shipments.INSTANCE, 7).skip(5).add("z", NONE, NOON, 1));
      assertThat(progress(store)).isEqualTo(1);
      assertThat(store.progress(Shipments.INSTANCE, 7)).hasValue(6);
      assertThat(store.progress(OTHER, Shipments.EPOCH)).hasValue(1);
      assertThat(store.progress(OTHER, 7)).hasValue(0);
    }
  }

  @Test
  void durable_isNeverMoreThanProgress() throws Exception {
    try (Store store = store()) {
      assertThat(store.durable(Shipments.INSTANCE, Shipments.EPOCH)).hasValue(0);
      send(store, scribe.add("x", NONE, NOON, 1));
      assertThat(store.durable(Shipments.INSTANCE, Shipments.EPOCH).orElseThrow())
          .isBetween(0L, 1L);
    }
  }

  @Test
  void send_leavesOutWhatAnotherHubBrought() throws Exception {
    var pushed = new BatchId(OTHER, 7, 100, 102);
    try (Store store = store()) {
      send(store, scribe.add("x", NONE, NOON, 1).add("y", NONE, NOON, 1).pushed(pushed));
      var hub = new Scribe(UUID.randomUUID(), 1);
      hub.add("x", NONE, NOON, 2).add("y", NONE, NOON, 2).pushed(pushed);
      hub.add("x", NONE, NOON + 1000, 3).pushed(new BatchId(OTHER, 7, 102, 103));
      send(store, hub.add("z", NONE, NOON, 4));
      assertThat(samples(store, Selection.ALL))
          .containsExactly("x " + line("0=1.0 1=3.0"), "y " + line("0=1.0"), "z " + line("0=4.0"));
    }
  }

  @Test
  void send_takesBothHalves_ofWhatAnotherPushedInOneGo() throws Exception {
    var pushed = new BatchId(OTHER, 7, 100, 104);
    try (Store store = store()) {
      scribe.add("w", NONE, NOON, 0).add("x", NONE, NOON, 1);
      send(store, scribe.shipment(List.of(new Shipment.Stretch(1, 2, pushed))));
      scribe.add("y", NONE, NOON, 2);
      send(store, scribe.shipment(List.of(new Shipment.Stretch(0, 1, pushed))));
      scribe.add("z", NONE, NOON, 3).add("w", NONE, NOON + 1000, 4);
      send(store, scribe.shipment(List.of(new Shipment.Stretch(0, 1, pushed))));
      send(store, new Scribe(OTHER, 9).add("x", NONE, NOON, 5).pushed(pushed));
      assertThat(samples(store, Selection.ALL))
          .containsExactly(
              "w " + line("0=0.0 1=4.0"),
              "x " + line("0=1.0"),
              "y " + line("0=2.0"),
              "z " + line("0=3.0"));
    }
  }

  @Test
  void send_leavesOutBothHalves_ofWhatAnotherHubBrought() throws Exception {
    var pushed = new BatchId(OTHER, 7, 100, 102);
    try (Store store = store()) {
      var hub = new Scribe(UUID.randomUUID(), 1);
      send(store, hub.add("x", NONE, NOON, 1).add("y", NONE, NOON, 1).pushed(pushed));
      send(store, scribe.add("x", NONE, NOON, 2).pushed(pushed));
      send(store, scribe.add("y", NONE, NOON, 2).pushed(pushed));
      assertThat(samples(store, Selection.ALL))
          .containsExactly("x " + line("0=1.0"), "y " + line("0=1.0"));
    }
  }

  @Test
  void send_leavesOutWhatItsSenderBroughtItself() throws Exception {
    try (Store store = store()) {
      Shipment own = scribe.add("x", NONE, NOON, 1).shipment();
      send(store, own);
      send(store, new Scribe(OTHER, 7).add("x", NONE, NOON, 2).pushed(own.id()));
      assertThat(samples(store, Selection.ALL)).containsExactly("x " + line("0=1.0"));
    }
  }

  @Test
  void send_takesWhatIsLateAndOutOfOrder() throws Exception {
    try (Store store = store()) {
      send(store, scribe.add("x", NONE, NOON, 3).add("x", NONE, NOON - DAY, 1));
      send(store, scribe.add("x", NONE, NOON - 1000, 2).add("x", NONE, NOON, 4));
      assertThat(samples(store, Selection.ALL))
          .containsExactly("x %d=1.0 %d=2.0 %d=4.0".formatted(NOON - DAY, NOON - 1000, NOON));
    }
  }

  @Test
  void send_refusesAndCountsWhatIsOlderThanTheRetention() throws Exception {
    try (Store store = store()) {
      long oldest = NOON - 7 * DAY;
      scribe.add("x", NONE, oldest - 1, 1).add("x", NONE, oldest, 2).add("y", NONE, 0, 3);
      Outcome outcome = store.send(store.encode(scribe.shipment()));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Accepted.class, it -> assertThat(it.refused()).isEqualTo(2));
      assertThat(samples(store, Selection.ALL)).containsExactly("x " + oldest + "=2.0");
      assertThat(progress(store)).isEqualTo(3);
    }
  }

  @Test
  void encode_leavesOutNativeHistograms() throws Exception {
    var shape = new Histogram.Shape(0, 0, false, false, false);
    var native0 = new Histogram(shape, 1, 1, 1, Histogram.Side.NONE, Histogram.Side.NONE);
    try (Store store = store()) {
      scribe.add("x", NONE, NOON, 1).attach(native0).add("y", NONE, NOON, 2);
      var encoded = store.encode(scribe.shipment());
      assertThat(encoded.unsaid()).containsExactly(entry("native_histogram", 1L));
      store.send(encoded);
      assertThat(samples(store, Selection.ALL)).containsExactly("y " + line("0=2.0"));
    }
  }

  @Test
  void open_findsWhatWasStored() throws Exception {
    try (Store store = store()) {
      send(store, scribe.know(Family.counter("x", "bytes", "Help.")).add("x", NONE, NOON, 1));
    }
    try (Store store = store()) {
      assertThat(progress(store)).isEqualTo(1);
      send(store, scribe.add("x", NONE, NOON + 1000, 2));
    }
    try (Store store = store()) {
      assertThat(samples(store, Selection.ALL)).containsExactly("x " + line("0=1.0 1=2.0"));
      assertThat(store.history().family("x")).contains(Family.counter("x", "bytes", "Help."));
    }
  }

  @Test
  void family_isTheOneKnownLast() throws Exception {
    try (Store store = store()) {
      send(store, scribe.add("x", NONE, NOON, 1));
      assertThat(store.history().family("x")).isEmpty();
      send(store, scribe.know(Family.gauge("x", "", "")).add("x", NONE, NOON, 1));
      var last = new Family("x", Kind.HISTOGRAM, "seconds", "Ünïcode \"help\".");
      send(store, scribe.know(last).add("x", NONE, NOON, 1));
      assertThat(store.history().family("x")).contains(last);
    }
  }

  @Test
  void samples_ofStrangeNames() throws Exception {
    try (Store store = store()) {
      Shipment strange = Shipments.strange();
      send(store, strange);
      var answer = new Answer();
      store.history().samples(Selection.ALL, ALL, answer);
      var batch = strange.batch();
      for (int row = 0; row < batch.size(); row++) {
        assertThat(answer.lines())
            .contains("%s %d=%s".formatted(batch.series(row), batch.time(row), batch.value(row)));
      }
      assertThat(answer.lines()).hasSize(batch.size());
    }
  }

  @Test
  void samples_areThoseOfTheSpan() throws Exception {
    try (Store store = store()) {
      send(store, scribe.add("x", NONE, NOON, 1).add("x", NONE, NOON + 1, 2));
      check(store, Selection.ALL, new Span(NOON, NOON + 1), "x " + line("0=1.0"));
      check(store, Selection.ALL, new Span(NOON, NOON));
      check(store, Selection.ALL, new Span(NOON + 2, NOON + 3));
    }
  }

  @Test
  void samples_ofSeriesThatAreSelected() throws Exception {
    try (Store store = store()) {
      scribe.add("up", Labels.of("job", "a"), NOON, 1).add("up", Labels.of("job", "b"), NOON, 1);
      send(store, scribe.add("up", NONE, NOON, 1).add("down", Labels.of("job", "a"), NOON, 1));
      select(store, "down{job=\"a\"},up,up{job=\"a\"},up{job=\"b\"}");
      select(store, "up,up{job=\"a\"},up{job=\"b\"}", Matcher.is(Matcher.NAME, "up"));
      select(store, "down{job=\"a\"},up{job=\"a\"}", Matcher.is("job", "a"));
      select(store, "up", Matcher.is("job", ""));
      select(store, "up{job=\"a\"},up{job=\"b\"}", Matcher.is(Matcher.NAME, "up"), pattern(".+"));
      select(store, "up,up{job=\"b\"}", Matcher.isNot("job", "a"));
      select(store, "", Matcher.is("job", "a"), Matcher.is("job", "b"));
      select(store, "", Matcher.is(Matcher.NAME, "up"), Matcher.is(Matcher.NAME, "down"));
      var names = Matcher.isOneOf(Matcher.NAME, List.of("up", "down", "no such"));
      select(store, "down{job=\"a\"},up{job=\"a\"}", names, Matcher.is("job", "a"));
      select(
          store,
          "up{job=\"a\"},up{job=\"b\"}",
          names,
          Matcher.isOneOf("job", List.of("b", "a")),
          Matcher.is(Matcher.NAME, "up"));
      select(store, "up,up{job=\"b\"}", Matcher.isOneOf("job", List.of("b", "")));
      var unlike = Matcher.unlike("job", "a|", Pattern.compile("a|").asMatchPredicate());
      select(store, "up{job=\"b\"}", unlike);
    }
  }

  @Test
  void series_areThoseOfTheDay() throws Exception {
    try (Store store = store()) {
      send(store, scribe.add("a", NONE, NOON - DAY, 1).add("b", NONE, NOON, Stale.marker()));
      long midnight = NOON - DAY / 2;
      assertThat(series(store, new Span(midnight - 1, midnight))).containsExactly("a");
      assertThat(series(store, new Span(midnight, midnight + 1))).containsExactly("b");
      assertThat(series(store, new Span(midnight - 1, midnight + 1))).containsExactly("a", "b");
      assertThat(series(store, new Span(midnight, midnight))).isEmpty();
      assertThat(series(store, new Span(NOON + DAY, NOON + 2 * DAY))).isEmpty();
    }
  }

  @Test
  void series_ofAllTime() throws Exception {
    try (Store store = store()) {
      send(store, scribe.add("a", NONE, NOON, 1));
      var always = new Span(Long.MIN_VALUE, Long.MAX_VALUE);
      assertThat(series(store, always)).containsExactly("a");
      var samples = new Answer();
      store.history().samples(Selection.ALL, always, samples);
      assertThat(samples.lines()).containsExactly("a " + line("0=1.0"));
      var latest = new Answer();
      store.history().latest(Selection.ALL, always, latest);
      assertThat(latest.lines()).containsExactly("a " + line("0=1.0"));
    }
  }

  @Test
  void latest_isTheNewest_unlessTheSeriesEnded() throws Exception {
    try (Store store = store()) {
      scribe.add("a", NONE, NOON, 2).add("a", NONE, NOON - 1000, 1);
      send(store, scribe.add("b", NONE, NOON - 1000, 1).add("b", NONE, NOON, Stale.marker()));
      var all = new Answer();
      store.history().latest(Selection.ALL, ALL, all);
      assertThat(all.lines()).containsExactly("a " + line("0=2.0"));
      var before = new Answer();
      store.history().latest(Selection.ALL, new Span(NOON - 1000, NOON), before);
      assertThat(before.lines())
          .containsExactly("a " + (NOON - 1000) + "=1.0", "b " + (NOON - 1000) + "=1.0");
    }
  }

  @Test
  void steps_foldWhatIsInThem() throws Exception {
    try (Store store = store()) {
      scribe.add("x", NONE, NOON, 4).add("x", NONE, NOON + 1000, 1).add("x", NONE, NOON + 2000, 4);
      scribe.add("x", NONE, NOON + 10_000, Double.NaN).add("x", NONE, NOON + 25_000, -3);
      send(store, scribe);
      fold(store, Fold.AVERAGE, "0=3.0 20=-3.0");
      fold(store, Fold.MINIMUM, "0=1.0 20=-3.0");
      fold(store, Fold.MAXIMUM, "0=4.0 20=-3.0");
      fold(store, Fold.LAST, "0=4.0 20=-3.0");
      fold(store, Fold.SUM, "0=9.0 20=-3.0");
      fold(store, Fold.COUNT, "0=3.0 20=1.0");
    }
  }

  @Test
  void steps_leaveOutValuesThatAreNoNumbers() throws Exception {
    try (Store store = store()) {
      scribe.add("x", NONE, NOON, 4).add("x", NONE, NOON + 1000, Double.NaN);
      send(store, scribe.add("x", NONE, NOON + 2000, Stale.marker()));
      for (Fold each : List.of(Fold.AVERAGE, Fold.MINIMUM, Fold.LAST, Fold.SUM)) {
        fold(store, each, "0=4.0");
      }
      fold(store, Fold.COUNT, "0=1.0");
    }
  }

  @Test
  void steps_ofInfinitiesHaveAPoint() throws Exception {
    try (Store store = store()) {
      scribe.add("x", NONE, NOON, Double.POSITIVE_INFINITY);
      send(store, scribe.add("x", NONE, NOON + 1, Double.NEGATIVE_INFINITY));
      var answer = new Answer();
      var steps = new Steps(NOON, 10_000, 3);
      store.history().steps(Selection.ALL, steps, Fold.SUM, answer);
      assertThat(answer.lines()).singleElement().asString().startsWith("x " + NOON + "=NaN:");
    }
  }

  @Test
  void rate_isGrowthOverTime() throws Exception {
    try (Store store = store()) {
      scribe.add("x", NONE, NOON - 5000, 100).add("x", NONE, NOON, 110);
      scribe.add("x", NONE, NOON + 5000, 130).add("x", NONE, NOON + 10_000, 5);
      send(store, scribe.add("x", NONE, NOON + 15_000, 5));
      fold(store, Fold.RATE, "0=3.0 10=0.5");
    }
  }

  @Test
  void rate_doesNotReachOverGaps() throws Exception {
    try (Store store = store()) {
      long far = NOON + 5 * 60_000;
      scribe.add("x", NONE, NOON - 1, 0).add("x", NONE, far, 600).add("x", NONE, far + 1000, 601);
      scribe.add("y", NONE, NOON, 0).add("y", NONE, far, 600);
      scribe.add("z", NONE, NOON, 0).add("z", NONE, NOON + 1, Stale.marker());
      send(store, scribe.add("z", NONE, NOON + 2, 1).add("n", NONE, NOON, 0));
      send(store, scribe.add("n", NONE, NOON + 1, Double.NaN).add("n", NONE, NOON + 1000, 2));
      var answer = new Answer();
      store.history().steps(Selection.ALL, new Steps(NOON, 600_000, 1), Fold.RATE, answer);
      assertThat(answer.lines())
          .containsExactly("n " + line("0=2.0"), "x " + line("0=1.0"), "y " + line("0=2.0"));
    }
  }

  @Test
  void retention_takesAwayWhatIsTooOld() throws Exception {
    try (Store store = store()) {
      scribe.add("x", NONE, NOON - 6 * DAY, 1).add("x", NONE, NOON, 2);
      send(store, scribe.add("y", NONE, NOON - 6 * DAY, 1));
      time.pass(Duration.ofDays(2));
      assertThat(samples(store, Selection.ALL)).containsExactly("x " + line("0=2.0"));
      store.tend();
      assertThat(samples(store, Selection.ALL)).containsExactly("x " + line("0=2.0"));
      assertThat(series(store, ALL)).containsExactly("x");
    }
  }

  @Test
  void tend_changesNoAnswer() throws Exception {
    try (Store store = store()) {
      for (int i = 0; i < 3 * 720; i++) {
        long at = NOON - 3 * 3_600_000L + i * 5000L;
        scribe.add("x", NONE, at, i * 0.1).add("y", Labels.of("n", "1"), at, i % 7);
        send(store, scribe);
      }
      List<String> before = samples(store, Selection.ALL);
      for (int i = 0; i < 5; i++) {
        store.tend();
        assertThat(samples(store, Selection.ALL)).isEqualTo(before);
        time.pass(Duration.ofHours(2));
      }
      send(store, scribe.add("x", NONE, NOON - 3 * 3_600_000L + 1, 7));
      store.tend();
      assertThat(samples(store, Selection.of(Matcher.is("n", "1"))))
          .isEqualTo(before.subList(1, 2));
      String head = "x %d=0.0 %d=7.0 ".formatted(NOON - 10_800_000, NOON - 10_799_999);
      assertThat(samples(store, Selection.of(Matcher.is(Matcher.NAME, "x"))).getFirst())
          .startsWith(head)
          .hasSize(before.getFirst().length() + " 1767258000001=7.0".length());
    }
  }

  @Test
  void clock_inTroubleForAWeek_breaksNothing() throws Exception {
    try (Store store = open(time, Duration.ofDays(30))) {
      new ClockTrouble(time, store, new SplittableRandom(7)).run();
    }
  }

  @Test
  void holding_isKnownOnceTended() throws Exception {
    try (Store store = store()) {
      scribe.add("x", NONE, NOON, 1).add("x", NONE, NOON - DAY, 1);
      send(store, scribe.add("y", NONE, NOON, 1));
      assertThat(store.holding()).isEmpty();
      store.tend();
      assertThat(store.holding())
          .hasValueSatisfying(each -> {
            assertThat(each.bytes()).isPositive();
            assertThat(each.series()).isEqualTo(2);
            assertThat(each.days()).isEqualTo(2);
            assertThat(each.damaged()).isZero();
          });
    }
  }

  @Test
  void query_endsWhenThereIsEnough() throws Exception {
    try (Store store = store()) {
      scribe.add("a", NONE, NOON, 1).add("a", NONE, NOON + 1, 1);
      send(store, scribe.add("b", NONE, NOON, 1));
      var one = new Answer(1);
      store.history().samples(Selection.ALL, ALL, one);
      assertThat(one.lines()).containsExactly("a " + line("0=1.0"));
      var none = new Answer(0);
      store.history().series(Selection.ALL, ALL, none);
      assertThat(none.lines()).containsExactly("a");
    }
  }

  private Store store() throws IOException {
    return open(time, WEEK);
  }

  private static void send(Store store, Scribe written) throws Exception {
    send(store, written.shipment());
  }

  private static void send(Store store, Shipment shipment) throws Exception {
    assertThat(store.send(store.encode(shipment))).isEqualTo(Outcome.ACCEPTED);
  }

  private static long progress(Store store) throws Exception {
    return store.progress(Shipments.INSTANCE, Shipments.EPOCH).getAsLong();
  }

  private static List<String> samples(Store store, Selection which) throws Exception {
    var answer = new Answer();
    store.history().samples(which, ALL, answer);
    return answer.lines();
  }

  private static List<String> series(Store store, Span when) throws Exception {
    var answer = new Answer();
    store.history().series(Selection.ALL, when, answer);
    return answer.lines();
  }

  private static void check(Store store, Selection which, Span when, String... expected)
      throws Exception {
    var answer = new Answer();
    store.history().samples(which, when, answer);
    assertThat(answer.lines()).containsExactly(expected);
  }

  private static void select(Store store, String expected, Matcher... matchers) throws Exception {
    var answer = new Answer();
    store.history().series(Selection.of(matchers), ALL, answer);
    assertThat(String.join(",", answer.lines())).isEqualTo(expected);
  }

  private static void fold(Store store, Fold fold, String expected) throws Exception {
    var answer = new Answer();
    store.history().steps(Selection.ALL, new Steps(NOON, 10_000, 3), fold, answer);
    assertThat(answer.lines()).containsExactly("x " + line(expected));
  }

  private static Matcher pattern(String pattern) {
    return Matcher.like("job", pattern, Pattern.compile(pattern).asMatchPredicate());
  }

  /// Times in seconds since noon made real ones.
  private static String line(String secondsAndValues) {
    return Pattern.compile("(?<=^| )[0-9]+(?==)")
        .matcher(secondsAndValues)
        .replaceAll(at -> Long.toString(NOON + Long.parseLong(at.group()) * 1000));
  }
}
