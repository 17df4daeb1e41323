package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.ReferenceStore;
import dev.sonde.testkit.store.Scribe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThinningTest {
  private static final Duration RETENTION = Duration.ofDays(2);
  private static final Duration THINNED = Duration.ofDays(8);
  private static final long DAY = 24 * 3_600_000L;
  private static final int EVERY = 60_000;

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final ReferenceStore reference = new ReferenceStore(time, THINNED);
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  private final Scribe again = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  @TempDir private Path folder = Path.of("");

  @Test
  void steps_ofThinnedOutDays_sayWhatWholeOnesSaid() throws Exception {
    try (Store store = store(THINNED)) {
      for (int i = 0; i < 5 * DAY / EVERY; i++) {
        long at = time.wallMillis();
        add("gauge", at, i * 31 % 1000 - 300);
        add("counter", at, i * 7L % 20_000);
        add("rare", at, i % 100 == 0 ? i : Double.NaN);
        if (i % 1000 < 10) {
          add("counter", at + 1, Stale.marker());
        }
        send(store);
        if (i % 120 == 0) {
          store.tend();
        }
        time.pass(Duration.ofMillis(EVERY));
      }
      store.tend();
      compare(store);
      late(store);
      compare(store);
      time.pass(Duration.ofDays(1));
      for (int i = 0; i < 5; i++) {
        store.tend();
      }
      compare(store);
    }
    try (Store store = store(THINNED)) {
      compare(store);
      time.pass(Duration.ofDays(20));
      for (int i = 0; i < 10; i++) {
        store.tend();
      }
      var nothing = new Answer();
      store.history().series(Selection.ALL, new Span(0, time.wallMillis()), nothing);
      assertThat(nothing.lines()).isEmpty();
    }
  }

  @Test
  void series_ofThinnedOutDays_areThere() throws Exception {
    try (Store store = store(THINNED)) {
      add("x", time.wallMillis(), 1);
      send(store);
      time.pass(Duration.ofDays(4));
      store.tend();
      assertThat(series(store)).containsExactly("x");
      store.tend();
      assertThat(series(store)).containsExactly("x");
      time.pass(Duration.ofDays(5));
      assertThat(series(store)).isEmpty();
    }
  }

  @Test
  void nothingIsThinnedOut_whenItIsOff() throws Exception {
    try (Store store = store(Duration.ZERO)) {
      add("x", time.wallMillis(), 1);
      send(store);
      time.pass(Duration.ofDays(4));
      store.tend();
      assertThat(series(store)).isEmpty();
      assertThat(steps(store, Fold.COUNT)).isEmpty();
    }
  }

  /// Comes for a day that is thinned out already, and still whole.
  private void late(Store store) throws Exception {
    long at = time.wallMillis() - RETENTION.toMillis() + 600_000;
    add("gauge", at, 5000);
    send(store);
    time.pass(Duration.ofHours(2));
    store.tend();
  }

  private void compare(Store store) throws Exception {
    for (Fold each : Fold.values()) {
      assertThat(steps(store, each)).as(each.name()).isEqualTo(steps(reference, each));
    }
  }

  private List<String> steps(Store store, Fold fold) throws Exception {
    long end = (time.wallMillis() / 300_000 + 1) * 300_000;
    int count = (int) (6 * DAY / 300_000);
    var answer = new Answer();
    store
        .history()
        .steps(Selection.ALL, new Steps(end - count * 300_000L, 300_000, count), fold, answer);
    return answer.lines();
  }

  private List<String> series(Store store) throws Exception {
    var answer = new Answer();
    store.history().series(Selection.ALL, new Span(0, time.wallMillis()), answer);
    return answer.lines();
  }

  private void add(String name, long at, double value) {
    scribe.add(name, Labels.NONE, at, value);
    again.add(name, Labels.NONE, at, value);
  }

  private void send(Store store) throws Exception {
    store.send(store.encode(scribe.shipment()));
    reference.send(reference.encode(again.shipment()));
  }

  private Store store(Duration thinned) {
    return Stores.open(folder, time, new EmbeddedConfig(RETENTION, thinned, Stores.ENOUGH));
  }
}
