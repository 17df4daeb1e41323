package dev.sonde.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Answer;
import dev.sonde.testkit.store.Scribe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  private static final int MANY = 7000;
  private static final Span ALL = new Span(0, 1L << 50);

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  @TempDir private Path folder = Path.of("");

  @Test
  void seriesOfOneName_comeInOrder_howeverManyThereAre() throws Exception {
    try (Store store = Stores.open(folder, time, Duration.ofDays(2))) {
      fill(store);
      var all = new Answer();
      store.history().series(Selection.ALL, ALL, all);
      assertThat(all.lines()).hasSize(MANY + 2).startsWith("a").endsWith("z");
      assertThat(all.lines()).isSorted().doesNotHaveDuplicates();
      var some = new Answer();
      store.history().series(Selection.of(Matcher.is("n", "000777")), ALL, some);
      assertThat(some.lines()).containsExactly("x{n=\"000777\"}");
    }
  }

  /// Who wants one is not made to wait for all of them.
  @Test
  void next_keepsFewSeriesInMemory_whenFewAreWanted() throws Exception {
    try (Store store = Stores.open(folder, time, Duration.ofDays(2))) {
      fill(store);
    }
    try (Link link = new Database(folder).writer()) {
      var days = List.copyOf(DayState.all(link).values());
      Selection x = Selection.of(Matcher.is(Matcher.NAME, "x"));
      var search = new Search(Stores.vault(folder, time), link, x, Scope.seen(link, days));
      assertThat(search.next(link, 1)).hasSize(1);
      assertThat(search.waiting()).isLessThan(300);
    }
  }

  private void fill(Store store) throws Exception {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, new Random(1));
    scribe.add("z", Labels.NONE, time.wallMillis(), 1).add("a", Labels.NONE, time.wallMillis(), 1);
    for (int each : numbers) {
      scribe.add("x", Labels.of("n", "%06d".formatted(each)), time.wallMillis(), 1);
    }
    store.send(store.encode(scribe.shipment()));
  }
}
