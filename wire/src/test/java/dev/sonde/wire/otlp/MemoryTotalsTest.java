package dev.sonde.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Histogram;
import dev.sonde.api.Labels;
import dev.sonde.wire.histogram.SoundHistogram;
import dev.sonde.wire.otlp.DeltaTotals.Added;
import dev.sonde.wire.otlp.DeltaTotals.Refused;
import dev.sonde.wire.otlp.DeltaTotals.Series;
import dev.sonde.wire.otlp.DeltaTotals.Span;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryTotalsTest {
  private static final Series SERIES = new Series("x", Labels.NONE, "");

  private final MemoryTotals totals = new MemoryTotals(3, 100);

  @Test
  void increases_addUp() {
    assertThat(add(0, 10, 1)).isEqualTo("1.0");
    assertThat(add(10, 20, 2)).isEqualTo("3.0");
    assertThat(add(50, 60, 4)).isEqualTo("7.0");
    assertThat(add(0, 70, 8)).isEqualTo("15.0");
  }

  @Test
  void whatComesLateOrOverlaps_isRefused_andChangesNothing() {
    add(10, 20, 1);
    assertThat(add(10, 20, 2)).isEqualTo("delta_late");
    assertThat(add(5, 19, 2)).isEqualTo("delta_late");
    assertThat(add(19, 30, 2)).isEqualTo("delta_overlap");
    assertThat(add(30, 30, 2)).isEqualTo("delta_span");
    assertThat(add(40, 30, 2)).isEqualTo("delta_span");
    assertThat(add(20, 30, 4)).isEqualTo("5.0");
  }

  @Test
  void forget_undoesWhatWasNotKept() {
    add(0, 10, 1);
    totals.keep();
    add(10, 20, 2);
    add(20, 30, 4);
    totals.add(new Series("y", Labels.NONE, ""), new Span(0, 1), new double[] {1});
    totals.forget();
    assertThat(totals.series()).isEqualTo(1);
    assertThat(add(10, 20, 8)).isEqualTo("9.0");
    totals.forget();
    totals.forget();
    assertThat(add(10, 20, 8)).isEqualTo("9.0");
  }

  @Test
  void series_areBounded_andIdleOnesMakeRoom() {
    for (int i = 0; i < 3; i++) {
      totals.add(new Series("s" + i, Labels.NONE, ""), new Span(0, 10 + i), new double[] {1});
    }
    assertThat(add(0, 10, 1)).isEqualTo("delta_series");
    totals.drop(12);
    assertThat(totals.series()).isEqualTo(1);
    assertThat(add(0, 10, 1)).isEqualTo("1.0");
  }

  @Test
  void numbers_areBounded() {
    var large = new double[101];
    assertThat(totals.add(SERIES, new Span(0, 1), large))
        .isEqualTo(new Refused<double[]>("delta_series"));
    totals.add(SERIES, new Span(0, 1), new double[60]);
    totals.forget();
    assertThat(totals.add(SERIES, new Span(0, 1), new double[60])).isInstanceOf(Added.class);
  }

  @Test
  void totals_belongToWhoAsked() {
    var increase = new double[] {1};
    if (totals.add(SERIES, new Span(0, 1), increase) instanceof Added<double[]>(double[] total)) {
      total[0] = 50;
    }
    increase[0] = 50;
    assertThat(add(1, 2, 1)).isEqualTo("2.0");
  }

  @Test
  void nativeHistograms_addUp_soundAndBounded() {
    var random = new Random(3);
    for (int round = 0; round < 300; round++) {
      var many = new MemoryTotals(1, 1_000_000);
      double count = 0;
      Histogram last = made(random);
      for (int i = 1; i < 6; i++) {
        Histogram increase = made(random);
        count += increase.count();
        if (many.add(SERIES, new Span(i - 1, i), increase)
            instanceof Added<Histogram>(Histogram total)) {
          last = total;
        }
        assertThat(last.count()).isEqualTo(count);
        assertThat(SoundHistogram.flaw(last)).isEmpty();
        assertThat(last.positive().size()).isLessThanOrEqualTo(1_024);
      }
    }
  }

  private String add(long from, long to, double by) {
    return switch (totals.add(SERIES, new Span(from, to), new double[] {by})) {
      case Added<double[]>(double[] total) -> Double.toString(total[0]);
      case Refused<double[]>(String reason) -> reason;
    };
  }

  private static Histogram made(Random random) {
    int schema = random.nextInt(-4, 9);
    int most = 1 + (int) Math.scalb(1_000.0, schema);
    var positive = new double[random.nextInt(40)];
    double count = 0;
    for (int i = 0; i < positive.length; i++) {
      positive[i] = random.nextInt(9);
      count += positive[i];
    }
    var side = new DenseSide(random.nextInt(-most, most), positive).side();
    var shape = new Histogram.Shape(schema, 0, false, false, false);
    return new Histogram(shape, count, 1, 0, side, Histogram.Side.NONE);
  }
}
