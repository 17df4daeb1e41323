package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Histogram;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Processor;
import dev.sonde.api.Series;
import dev.sonde.api.Time;
import dev.sonde.api.Verdict;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.JournalFolder;
import dev.sonde.journal.MemoryDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StretchesTest {
  private static final Exemplar TRACE = new Exemplar(Labels.of("trace_id", "ab12"), 0.25, 1_500);
  private static final Histogram NATIVE =
      new Histogram(
          new Histogram.Shape(0, 0.001, false, false, false),
          3,
          4.5,
          1,
          new Histogram.Side(new int[] {1}, new int[] {2}, new double[] {1, 1}),
          Histogram.Side.NONE);

  private final IntSupplier indexes = new AtomicInteger()::getAndIncrement;
  private final MemoryDisk disk = new MemoryDisk(1 << 20);

  @BeforeEach
  void write() throws Exception {
    var batch = new Batch();
    batch.add(new Series("plain", Labels.NONE, indexes.getAsInt()), 1_000, 1);
    batch.add(new Series("seconds_bucket", Labels.of("le", "1"), indexes.getAsInt()), 2_000, 2);
    batch.attach(TRACE);
    batch.add(new Series("seconds", Labels.NONE, indexes.getAsInt()), 3_000, 3);
    batch.attach(NATIVE);
    batch.attach(TRACE);
    var context = new JournalContext(Time.SYSTEM, indexes, "", () -> {});
    try (var journal = Journal.open(disk, JournalConfig.DEFAULT, context)) {
      assertThat(journal.append(batch, Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
    }
  }

  @Test
  void read_givesSamplesWithAllTheyHave() throws Exception {
    assertThat(read(Span.ALL, (_, _) -> Verdict.KEEP))
        .containsExactly(
            "plain 1000 1.0 []",
            "seconds_bucket{le=\"1\"} 2000 2.0 " + List.of(TRACE),
            "seconds 3000 3.0 " + List.of(NATIVE, TRACE));
  }

  @Test
  void read_leavesExtrasWithTheirSamples_whereSomeAreLeftOutOrRenamed() throws Exception {
    Processor selection =
        (name, labels) ->
            name.equals("seconds") ? new Verdict.Becomes("took", labels) : Verdict.KEEP;
    assertThat(read(new Span(2_000, 4_000), selection))
        .containsExactly(
            "seconds_bucket{le=\"1\"} 2000 2.0 " + List.of(TRACE),
            "took 3000 3.0 " + List.of(NATIVE, TRACE));
    assertThat(read(new Span(3_000, 4_000), selection))
        .containsExactly("took 3000 3.0 " + List.of(NATIVE, TRACE));
  }

  private List<String> read(Span span, Processor selection) throws Exception {
    var rows = new ArrayList<String>();
    new Stretches(span, selection, new UUID(1, 2), 3)
        .read(
            JournalFolder.read(disk, indexes),
            shipment -> {
              rows(shipment.batch(), rows);
              return true;
            });
    return rows;
  }

  private static void rows(Batch batch, List<String> rows) {
    for (int row = 0; row < batch.size(); row++) {
      List<Extra> extras = new ArrayList<>();
      for (int i = batch.firstExtra(row); i < batch.extras() && batch.extraRow(i) == row; i++) {
        extras.add(batch.extra(i));
      }
      rows.add(
          "%s %d %s %s".formatted(batch.series(row), batch.time(row), batch.value(row), extras));
    }
  }
}
