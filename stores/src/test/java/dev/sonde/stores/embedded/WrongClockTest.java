package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.Scribe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongClockTest {
  private static final Duration AHEAD = Duration.ofDays(20);
  private static final long HOUR = 3_600_000L;

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  @TempDir private Path folder = Path.of("");

  @Test
  void clockThatIsAheadForMinutes_dropsNothing() throws Exception {
    List<String> before;
    try (Store store = store()) {
      fill(store, 50);
      before = samples(store);
      time.step(AHEAD);
      tend(store, 30);
      time.step(AHEAD.negated());
      assertThat(samples(store)).isEqualTo(before);
    }
    time.step(AHEAD);
    try (Store store = store()) {
      tend(store, 30);
      time.step(AHEAD.negated());
      assertThat(samples(store)).isEqualTo(before);
      assertThat(send(store, time.wallMillis())).isEqualTo(Outcome.ACCEPTED);
    }
  }

  @Test
  void clockThatStandsAhead_isBelieved() throws Exception {
    try (Store store = store()) {
      fill(store, 50);
      time.step(AHEAD);
      tend(store, 80);
      time.step(AHEAD.negated());
      assertThat(samples(store)).isEmpty();
    }
  }

  @Test
  void dayThatWasDropped_takesSamplesAgain() throws Exception {
    try (Store store = store()) {
      fill(store, 5);
      time.step(AHEAD);
      tend(store, 80);
      time.step(AHEAD.negated());
      assertThat(send(store, time.wallMillis())).isEqualTo(Outcome.ACCEPTED);
      assertThat(samples(store)).singleElement().asString().contains(" " + time.wallMillis() + "=");
      time.pass(Duration.ofDays(4));
      tend(store, 5);
      assertThat(samples(store)).isEmpty();
      var counts = new Answer();
      var steps = new Steps(time.wallMillis() - 5 * 24 * HOUR, 5 * 24 * HOUR, 1);
      store.history().steps(Selection.ALL, steps, Fold.COUNT, counts);
      assertThat(counts.lines()).singleElement().asString().endsWith("=6.0");
    }
  }

  @Test
  void clockThatIsBehind_refusesNothing() throws Exception {
    long now = time.wallMillis();
    time.step(Duration.ofMillis(-now));
    try (Store store = store()) {
      assertThat(send(store, now)).isEqualTo(Outcome.ACCEPTED);
    }
    try (Store store = store()) {
      assertThat(send(store, now + HOUR)).isEqualTo(Outcome.ACCEPTED);
      assertThat(send(store, now + 72 * HOUR)).isEqualTo(Outcome.ACCEPTED);
      tend(store, 80);
      time.step(Duration.ofMillis(now));
      assertThat(samples(store)).singleElement().asString().contains(" " + now + "=");
    }
  }

  private void fill(Store store, int hours) throws Exception {
    for (int hour = 0; hour < hours; hour++) {
      assertThat(send(store, time.wallMillis())).isEqualTo(Outcome.ACCEPTED);
      time.pass(Duration.ofHours(1));
      store.tend();
    }
  }

  private void tend(Store store, int minutes) throws Exception {
    for (int minute = 0; minute < minutes; minute++) {
      time.pass(Duration.ofMinutes(1));
      store.tend();
    }
  }

  private Outcome send(Store store, long at) throws Exception {
    return store.send(store.encode(scribe.add("x", Labels.NONE, at, 1).shipment()));
  }

  private static List<String> samples(Store store) throws Exception {
    var answer = new Answer();
    store.history().samples(Selection.ALL, new Span(0, Long.MAX_VALUE), answer);
    return answer.lines();
  }

  private Store store() {
    var config = new EmbeddedConfig(Duration.ofDays(3), Duration.ofDays(90), Stores.ENOUGH);
    return Stores.open(folder, time, config);
  }
}
