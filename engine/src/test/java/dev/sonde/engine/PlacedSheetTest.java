package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import dev.sonde.api.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PlacedSheetTest {
  private static final Family FAMILY = Family.gauge("depth", "", "How deep.");

  private final SeriesTable table =
      new SeriesTable(SeriesLimits.DEFAULT, new AtomicInteger()::getAndIncrement);
  private final Registry registry =
      new Registry(table, new Families(table, (_, _) -> Appended.ACCEPTED));
  private final PlacedSheet sheet = new PlacedSheet(registry, Labels.NONE);
  private final Ledger ledger = new Ledger();
  private final List<String> rows = new ArrayList<>();
  private Pipeline pipeline = new Pipeline(1, List.of());
  private long now = 1_000;

  @Test
  void page_definedOnce_goesOnByPlace() {
    run(page -> {
      page.begin();
      assertThat(page.begin()).isTrue();
      define(page, 0, "a");
      define(page, 1, "b");
      page.end(2, true);
    });
    assertThat(rows).containsExactly("a 1.0", "b 1.0");
    run(page -> {
      page.begin();
      assertThat(page.begin()).isFalse();
      page.again(0, 2, now);
      page.again(1, 3, now);
      page.end(2, true);
    });
    assertThat(rows).containsExactly("a 2.0", "b 3.0");
    assertThat(ledger.totals().received()).isEqualTo(4);
  }

  @Test
  void extra_belongsToTheSampleBefore_orIsLeftOutWithIt() {
    run(page -> {
      page.begin();
      define(page, 0, "a");
      page.attach(exemplar("first"));
      page.omit(1, "rule", true);
      page.attach(exemplar("omitted"));
      define(page, 2, "a");
      page.attach(exemplar("duplicate"));
      define(page, 3, "b");
      page.attach(exemplar("second"));
      page.attach(exemplar("third"));
      page.end(4, true);
    });
    assertThat(rows).containsExactly("a 1.0 first", "b 1.0 second third");
    run(page -> {
      page.begin();
      page.again(0, 2, now + 700_000);
      page.attach(exemplar("ahead"));
      page.again(1, 2, now);
      page.again(2, 2, now);
      page.again(3, 2, now);
      page.attach(exemplar("fourth"));
      page.end(4, true);
    });
    assertThat(rows).containsExactly("b 2.0 fourth");
  }

  @Test
  void extras_ofAPageThatFails_areTakenBack() {
    lines("a");
    run(page -> {
      page.begin();
      page.again(0, 2, now);
      page.attach(exemplar("gone"));
    });
    assertThat(rows).containsExactly("a stale");
  }

  private static Exemplar exemplar(String name) {
    return new Exemplar(Labels.of("name", name), 1, 1);
  }

  @Test
  void line_thatIsGone_endsItsSeries() {
    lines("a", "b", "c");
    run(page -> {
      page.begin();
      page.again(0, 2, now);
      page.moved(1, 2, 3, now);
      page.end(2, true);
    });
    assertThat(rows).containsExactly("a 2.0", "c 3.0", "b stale");
    assertThat(table.size()).isEqualTo(2);
    run(page -> {
      page.begin();
      page.again(0, 2, now);
      page.end(1, true);
    });
    assertThat(rows).containsExactly("a 2.0", "c stale");
  }

  @Test
  void line_thatComesBetween_movesTheOthers() {
    lines("a", "b");
    run(page -> {
      page.begin();
      assertThat(define(page, 0, "new")).isTrue();
      page.moved(1, 0, 2, now);
      page.moved(2, 1, 3, now);
      page.end(3, true);
    });
    assertThat(rows).containsExactly("new 1.0", "a 2.0", "b 3.0");
    run(page -> {
      page.begin();
      page.again(0, 1, now);
      page.again(1, 2, now);
      page.again(2, 3, now);
      page.end(3, true);
    });
    assertThat(rows).containsExactly("new 1.0", "a 2.0", "b 3.0");
  }

  @Test
  void absentPage_endsItsSeriesOnce_andTheNextOneBringsThemBack() {
    lines("a", "b");
    run(PlacedSheet::absent);
    assertThat(rows).containsExactly("a stale", "b stale");
    run(PlacedSheet::absent);
    assertThat(rows).isEmpty();
    run(page -> {
      page.begin();
      assertThat(page.begin()).isFalse();
      page.again(0, 5, now);
      page.end(1, true);
    });
    assertThat(rows).containsExactly("a 5.0");
    assertThat(table.size()).isEqualTo(1);
    run(PlacedSheet::absent);
    assertThat(rows).containsExactly("a stale");
  }

  @Test
  void pageThatFailsHalfWay_leavesNothing() {
    lines("a", "b");
    run(page -> {
      page.begin();
      define(page, 0, "new");
      page.moved(1, 1, 7, now);
    });
    assertThat(rows).containsExactly("a stale", "b stale");
    assertThat(table.size()).isEqualTo(2);
    run(page -> {
      page.begin();
      page.again(0, 2, now);
      page.again(1, 3, now);
      page.end(2, true);
    });
    assertThat(rows).containsExactly("a 2.0", "b 3.0");
    assertThat(ledger.totals().received()).isEqualTo(6);
  }

  @Test
  void otherProcessors_askForEverythingAnew_andNothingEnds() {
    lines("a", "b");
    pipeline = pipeline(2, "b");
    run(page -> {
      page.begin();
      assertThat(page.begin()).isTrue();
      assertThat(define(page, 0, "a")).isFalse();
      define(page, 1, "b");
      page.end(2, true);
    });
    assertThat(rows).containsExactly("a 1.0", "b stale");
    assertThat(ledger.totals().filtered()).containsEntry("unwanted", 1L);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void omittedLines_areCountedAsLongAsTheyStand() {
    run(page -> {
      page.begin();
      page.omit(0, "metric_relabel", true);
      page.omit(1, "too_long", false);
      page.end(2, true);
    });
    run(page -> {
      page.begin();
      page.again(0, 1, now);
      page.again(1, 1, now);
      page.end(2, true);
    });
    assertThat(ledger.totals().filtered()).containsEntry("metric_relabel", 2L);
    assertThat(ledger.totals().refused()).containsEntry("too_long", 2L);
    assertThat(ledger.totals().received()).isEqualTo(4);
  }

  @Test
  void seriesOfTwoLines_isThatOfTheFirst_andOfTheSecondWhenThatGoes() {
    pipeline = new Pipeline(1, List.of(new Pipeline.Step("one", (name, _) -> same(name))));
    lines("a", "b");
    assertThat(rows).containsExactly("same 1.0");
    assertThat(ledger.totals().refused()).containsEntry("duplicate", 1L);
    run(page -> {
      page.begin();
      page.moved(0, 1, 2, now);
      page.end(1, true);
    });
    assertThat(rows).containsExactly("same stale");
    run(page -> {
      page.begin();
      assertThat(page.begin()).isTrue();
      define(page, 0, "b");
      page.end(1, true);
    });
    assertThat(rows).containsExactly("same 1.0");
  }

  @Test
  void seriesOfTwoLines_thatStayAfterOtherProcessors_areDefinedOnce() {
    pipeline = new Pipeline(1, List.of(new Pipeline.Step("one", (name, _) -> same(name))));
    lines("a", "b");
    pipeline = new Pipeline(2, List.of(new Pipeline.Step("one", (name, _) -> same(name))));
    lines("a", "b");
    assertThat(rows).containsExactly("same 1.0");
    run(page -> {
      assertThat(page.begin()).isFalse();
      page.again(0, 2, now);
      page.again(1, 3, now);
      page.end(2, true);
    });
    assertThat(rows).containsExactly("same 2.0");
  }

  @Test
  void seriesOfTwoPages_endsWithTheLast() {
    var other = new PlacedSheet(registry, Labels.NONE);
    lines("a");
    run(
        other,
        page -> {
          define(page, 0, "a");
          page.end(1, true);
        });
    run(other, PlacedSheet::absent);
    assertThat(rows).isEmpty();
    run(PlacedSheet::absent);
    assertThat(rows).containsExactly("a stale");
  }

  @Test
  void tooManySeries_areRefused_andTakenWhenThereIsRoom() {
    table.limit(new SeriesLimits(1, 10, 100));
    lines("a", "b");
    assertThat(ledger.totals().refused()).containsEntry("max_series", 1L);
    table.limit(new SeriesLimits(2, 10, 100));
    assertThat(rows).containsExactly("a 1.0");
    lines("a", "b");
    assertThat(rows).containsExactly("a 1.0", "b 1.0");
  }

  @Test
  void pageBegunAgain_takesBackWhatWasGiven() {
    lines("a", "b");
    run(PlacedSheet::absent);
    run(page -> {
      page.begin();
      page.again(0, 7, now);
      define(page, 1, "new");
      assertThat(page.begin()).isFalse();
      page.again(0, 2, now);
      page.again(1, 3, now);
      page.end(2, true);
    });
    assertThat(rows).containsExactly("a 2.0", "b 3.0");
    assertThat(table.size()).isEqualTo(2);
    run(PlacedSheet::absent);
    assertThat(rows).containsExactly("a stale", "b stale");
  }

  @Test
  void unmarkedPage_endsItsSeriesInSilence() {
    lines("a", "b");
    run(page -> {
      page.begin();
      page.again(0, 2, now);
      page.end(1, false);
    });
    assertThat(rows).containsExactly("a 2.0");
    run(PlacedSheet::absent);
    assertThat(rows).isEmpty();
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void sampleFarAhead_isRefusedAndItsSeriesLives() {
    lines("a");
    run(page -> {
      page.begin();
      page.again(0, 2, now + 600_001);
      page.end(1, true);
    });
    assertThat(rows).isEmpty();
    assertThat(ledger.totals().refused()).containsEntry("too_far_ahead", 1L);
    run(page -> {
      page.begin();
      page.again(0, 3, now + 600_000);
      page.end(1, true);
    });
    assertThat(rows).containsExactly("a 3.0");
  }

  @Test
  void placesOutOfOrder_areRefused() {
    lines("a", "b");
    run(page -> {
      page.begin();
      page.again(0, 1, now);
      page.moved(1, 1, 1, now);
      assertThatThrownBy(() -> page.again(1, 1, now)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> page.moved(3, 0, 1, now)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> page.moved(2, 1, 1, now)).isInstanceOf(IllegalStateException.class);
    });
  }

  /// Whatever happens to pages, what a consumer of the rows thinks is alive is what the last page
  /// had, the table holds it, and nothing else.
  @Test
  void pagesAtRandom_leaveAliveWhatTheyHave() {
    var random = new Random(4);
    var alive = new TreeMap<String, Double>();
    List<String> last = List.of();
    for (int turn = 0; turn < 3_000; turn++) {
      if (random.nextInt(200) == 0) {
        pipeline = new Pipeline(pipeline.generation() + 1, List.of());
      }
      List<String> next = mutated(last, random);
      boolean fails = random.nextInt(10) == 0;
      List<String> before = last;
      run(page -> play(page, before, next, fails));
      rows.forEach(row -> follow(alive, row));
      if (fails) {
        assertThat(alive).isEmpty();
      } else {
        assertThat(alive.keySet()).isEqualTo(new TreeSet<>(next));
        last = next;
        assertThat(table.size()).isEqualTo(alive.size());
      }
    }
  }

  private void play(PlacedSheet page, List<String> before, List<String> next, boolean fails) {
    boolean blank = page.begin();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; !blank && i < before.size(); i++) {
      places.put(before.get(i), i);
    }
    boolean same = !blank;
    for (int place = 0; place < next.size(); place++) {
      Integer known = places.get(next.get(place));
      same &= known != null && known == place;
      if (same) {
        page.again(place, 1, now);
      } else if (known != null) {
        page.moved(place, known, 1, now);
      } else {
        define(page, place, next.get(place));
      }
    }
    if (!fails) {
      page.end(next.size(), true);
    }
  }

  private static List<String> mutated(List<String> lines, Random random) {
    var next = new ArrayList<>(lines);
    for (int change = random.nextInt(4); change > 0; change--) {
      var line = "l" + random.nextInt(30);
      if (random.nextBoolean() && !next.contains(line)) {
        next.add(random.nextInt(next.size() + 1), line);
      } else if (!next.isEmpty()) {
        next.remove(random.nextInt(next.size()));
      }
    }
    if (next.size() > 1 && random.nextInt(10) == 0) {
      next.add(next.removeFirst());
    }
    return next;
  }

  private static void follow(Map<String, Double> alive, String row) {
    var words = row.split(" ");
    if (words[1].equals("stale")) {
      assertThat(alive.remove(words[0])).isNotNull();
    } else {
      alive.put(words[0], Double.parseDouble(words[1]));
    }
  }

  private void lines(String... names) {
    run(page -> {
      page.begin();
      for (int place = 0; place < names.length; place++) {
        define(page, place, names[place]);
      }
      page.end(names.length, true);
    });
  }

  private boolean define(PlacedSheet page, int place, String line) {
    return page.define(place, FAMILY, Labels.of("line", line), 1, now);
  }

  private void run(Consumer<PlacedSheet> with) {
    run(sheet, with);
  }

  private void run(PlacedSheet page, Consumer<PlacedSheet> with) {
    var haul = new Haul();
    page.open(haul, pipeline, ++now);
    with.accept(page);
    page.close();
    rows.clear();
    for (int row = 0; row < haul.batch.size(); row++) {
      var value = haul.batch.value(row);
      rows.add(
          haul.batch.series(row).labels().value("line")
              + " "
              + (Stale.is(value) ? "stale" : String.valueOf(value))
              + extras(haul.batch, row));
    }
    ledger.taken(haul.tally, haul.batch.size());
    haul.leaving.forEach(table::release);
    var totals = ledger.totals();
    assertThat(totals.received())
        .isEqualTo(totals.accepted() + sum(totals.filtered()) + sum(totals.refused()));
  }

  private static String extras(Batch batch, int row) {
    var names = new StringBuilder();
    for (int i = batch.firstExtra(row); i < batch.firstExtra(row + 1); i++) {
      names.append(' ').append(((Exemplar) batch.extra(i)).labels().value("name"));
    }
    return names.toString();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Verdict same(String name) {
    return new Verdict.Becomes(name, Labels.of("line", "same"));
  }

  private static Pipeline pipeline(int generation, String unwanted) {
    return new Pipeline(
        generation,
        List.of(
            new Pipeline.Step(
                "drop",
                (_, labels) ->
                    unwanted.equals(labels.value("line"))
                        ? new Verdict.Drop("unwanted")
                        : Verdict.KEEP)));
  }
}
