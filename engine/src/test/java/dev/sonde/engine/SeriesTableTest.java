package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SeriesTableTest {
  @Test
  void labelsInTwoParts_areTheSameSeriesHoweverTheyAreCut() {
    var table = new SeriesTable(SeriesLimits.DEFAULT, new AtomicInteger()::getAndIncrement);
    Series one = table.acquire("up", Labels.of("le", "1"), Labels.of("job", "a"), false);
    assertThat(table.acquire("up", Labels.of("le", "1"), Labels.of("job", "a"), false))
        .isSameAs(one);
    assertThat(table.acquire("up", Labels.of("job", "a", "le", "1"), false)).isSameAs(one);
    assertThat(table.acquire("up", Labels.of("job", "a"), Labels.of("le", "1"), false))
        .isSameAs(one);
    assertThat(table.acquire("up", Labels.of("le", "1"), Labels.of("job", "b"), false))
        .isNotSameAs(one);
    assertThat(one.labels()).isEqualTo(Labels.of("job", "a", "le", "1"));
    for (int i = 0; i < 4; i++) {
      table.release(one);
    }
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void acquire_givesOneObjectForOneIdentity() {
    var table = new SeriesTable(SeriesLimits.DEFAULT, new AtomicInteger()::getAndIncrement);
    assertThat(table.acquire("a", Labels.of("x", "1"), false))
        .isSameAs(table.acquire("a", Labels.of("x", "1"), false))
        .isNotSameAs(table.acquire("a", Labels.of("x", "2"), false));
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void acquire_refusesWhenFull_andTakesAgainOnceThereIsRoom() {
    var table =
        new SeriesTable(new SeriesLimits(1, 10, 1000), new AtomicInteger()::getAndIncrement);
    Series first = table.acquire("a", Labels.NONE, false);
    assertThat(table.acquire("b", Labels.NONE, false)).isNull();
    assertThat(table.acquire("a", Labels.NONE, false)).isSameAs(first);
    table.release(first);
    table.release(first);
    assertThat(table.acquire("b", Labels.NONE, false)).isNotNull();
  }

  @Test
  void index_isNeverGivenTwice() {
    var table = new SeriesTable(SeriesLimits.DEFAULT, new AtomicInteger()::getAndIncrement);
    var seen = new HashSet<Integer>();
    for (int i = 0; i < 5_000; i++) {
      Series series = table.acquire("a", Labels.NONE, false);
      assertThat(seen.add(series.index())).isTrue();
      table.release(series);
    }
    assertThat(table.size()).isZero();
  }

  @Test
  void table_agreesWithAMap_whateverIsAskedOfIt() {
    var random = new Random(1);
    var table = new SeriesTable(SeriesLimits.DEFAULT, new AtomicInteger()::getAndIncrement);
    var holders = new HashMap<Series, Integer>();
    var byName = new HashMap<String, Series>();
    for (int step = 0; step < 200_000; step++) {
      String name = "m" + random.nextInt(3_000);
      Series known = byName.get(name);
      if (known == null || random.nextInt(5) > 2) {
        Series series = table.acquire(name, Labels.NONE, false);
        assertThat(known == null || series == known).isTrue();
        byName.put(name, series);
        holders.merge(series, 1, Integer::sum);
      } else {
        table.release(known);
        if (holders.merge(known, -1, Integer::sum) == 0) {
          holders.remove(known);
          byName.remove(name);
        }
      }
    }
    assertThat(table.size()).isEqualTo(byName.size());
    assertThat(table.all()).containsExactlyInAnyOrderElementsOf(byName.values());
  }

  @Test
  void allows_measuresLabelsInNumberAndBytes() {
    var table = new SeriesTable(new SeriesLimits(10, 2, 40), new AtomicInteger()::getAndIncrement);
    assertThat(table.allows("n", Labels.of("a", "1", "b", "2"))).isTrue();
    assertThat(table.allows("n", Labels.of("a", "1", "b", "2", "c", "3"))).isFalse();
    assertThat(table.allows("n", Labels.of("a", "x".repeat(40)))).isFalse();
    assertThat(table.allows("n".repeat(41), Labels.NONE)).isFalse();
  }

  @Test
  void textsTogether_areBounded() {
    var limits = new SeriesLimits(100, 2, 16_000);
    var table = new SeriesTable(limits, new AtomicInteger()::getAndIncrement);
    var held = new ArrayList<Series>();
    for (int i = 0; i < 100; i++) {
      Series series = table.acquire("n" + i, Labels.of("a", "x".repeat(15_000)), false);
      if (series != null) {
        held.add(series);
      }
    }
    assertThat(held).hasSizeBetween(1, 4);
    held.forEach(table::release);
    assertThat(table.acquire("n", Labels.NONE, false)).isNotNull();
  }
}
