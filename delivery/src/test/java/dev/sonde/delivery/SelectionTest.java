package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment.Stretch;
import dev.sonde.api.Verdict;
import dev.sonde.journal.Contents;
import dev.sonde.testkit.FaultyDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SelectionTest {
  private static final Processor CHOOSY =
      (name, labels) ->
          switch (name) {
            case "m1" -> new Verdict.Drop("by_rule");
            case "m2" -> new Verdict.Becomes("renamed", labels.with("site", "a"));
            default -> Verdict.KEEP;
          };
  private static final BatchId SENDER = new BatchId(new UUID(0, 1), 2, 3, 4);

  private final AtomicInteger indexes = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Series> series = new ArrayList<>();

  SelectionTest() {
    for (int i = 0; i < 4; i++) {
      series.add(new Series("m" + i, Labels.NONE, indexes.getAndIncrement()));
    }
  }

  @Test
  void rows_areDroppedAndRenamed_andDecidedOnce() {
    var selection = selection();
    Series renamed = null;
    for (int round = 0; round < 3; round++) {
      var selected = selection.of(batch(0, 1, 2, 1), contents());
      assertThat(names(selected.batch())).containsExactly("m0", "renamed{site=\"a\"}");
      assertThat(selected.filtered()).containsExactly(Map.entry("by_rule", 2L));
      assertThat(renamed == null || renamed == selected.batch().series(1)).isTrue();
      renamed = selected.batch().series(1);
    }
    assertThat(asked).hasValue(3);
  }

  @Test
  void extras_followTheirRows() {
    var batch = new Batch();
    for (int i = 0; i < 4; i++) {
      batch.add(series.get(i), 1, i);
      batch.attach(new Exemplar(Labels.of("of", "m" + i), i, 1));
    }
    var selected = selection().of(batch, contents()).batch();
    assertThat(names(selected)).containsExactly("m0", "renamed{site=\"a\"}", "m3");
    assertThat(selected.extras()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(selected.extraRow(i)).isEqualTo(i);
      assertThat(selected.extra(i))
          .isEqualTo(batch.extra((int) ((Exemplar) selected.extra(i)).value()));
      assertThat(((Exemplar) selected.extra(i)).value()).isEqualTo(selected.value(i));
    }
  }

  @Test
  void origins_followTheirRows() {
    var contents =
        new Contents(
            Map.of(),
            List.of(
                new Stretch(1, 2, SENDER),
                new Stretch(2, 4, SENDER.until(9)),
                new Stretch(5, 7, SENDER.until(10))),
            _ -> null);
    var selected = selection().of(batch(0, 1, 1, 2, 0, 3, 1, 0), contents);
    assertThat(names(selected.batch()))
        .containsExactly("m0", "renamed{site=\"a\"}", "m0", "m3", "m0");
    assertThat(selected.origins())
        .containsExactly(new Stretch(1, 2, SENDER.until(9)), new Stretch(3, 4, SENDER.until(10)));
  }

  @Test
  void family_goesWithTheNewName() {
    var contents =
        new Contents(
            Map.of(),
            List.of(),
            name -> name.equals("m2") ? Family.counter("m2", "", "Two.") : null);
    var families = selection().of(batch(2), contents).families();
    assertThat(families.apply("renamed")).isEqualTo(Family.counter("renamed", "", "Two."));
    assertThat(families.apply("m0")).isNull();
  }

  @Test
  void everything_copiesNothing() {
    var batch = batch(0, 1);
    var selected =
        new Selection(CourierPlan.EVERYTHING, indexes::getAndIncrement).of(batch, contents());
    assertThat(selected.batch()).isSameAs(batch);
  }

  @Test
  void accounts_addUp_throughTheJournal() throws Exception {
    try (var rig = new Rig(new FaultyDisk(), CHOOSY)) {
      rig.append(70);
      rig.run();
      assertThat(rig.standing().filtered()).containsExactly(Map.entry("by_rule", 10L));
      assertThat(rig.standing().delivered()).isEqualTo(60);
      assertThat(rig.shipper.arrived()).hasSize(60).anyMatch(each -> each.startsWith("renamed{"));
    }
  }

  @Test
  void nothingLeft_isSettledWithoutSending() throws Exception {
    Processor none = (_, _) -> new Verdict.Drop("all");
    try (var rig = new Rig(new FaultyDisk(), none)) {
      rig.append(250);
      rig.run();
      assertThat(rig.shipper.attempts()).isEmpty();
      assertThat(rig.standing().filtered()).containsExactly(Map.entry("all", 250L));
    }
  }

  private Selection selection() {
    return new Selection(
        (name, labels) -> {
          asked.incrementAndGet();
          return CHOOSY.decide(name, labels);
        },
        indexes::getAndIncrement);
  }

  private Batch batch(int... which) {
    var batch = new Batch();
    for (int each : which) {
      batch.add(series.get(each), 1, 1);
    }
    return batch;
  }

  private static Contents contents() {
    return new Contents(Map.of(), List.of(), _ -> null);
  }

  private static List<String> names(Batch batch) {
    var names = new ArrayList<String>();
    for (int row = 0; row < batch.size(); row++) {
      names.add(batch.series(row).toString());
    }
    return names;
  }
}
