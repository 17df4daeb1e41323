package dev.sonde.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Histogram;
import dev.sonde.api.Labels;
import dev.sonde.api.Note;
import dev.sonde.testkit.KeptNotes;
import dev.sonde.testkit.RecordedPush;
import dev.sonde.wire.histogram.SoundHistogram;
import dev.sonde.wire.otlp.DeltaTotals.Added;
import dev.sonde.wire.otlp.DeltaTotals.Refused;
import dev.sonde.wire.otlp.DeltaTotals.Series;
import dev.sonde.wire.otlp.DeltaTotals.Span;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NotedTotalsTest {
  private static final Series SERIES = new Series("x", Labels.NONE, "");

  private final KeptNotes notes = new KeptNotes(1_000);
  private NotedTotals totals = new NotedTotals("otlp/a", notes);

  @Test
  void increases_addUp_withinARequestAndOverMany() {
    assertThat(add(0, 10, 1)).isEqualTo("1.0");
    assertThat(add(10, 20, 2)).isEqualTo("3.0");
    kept();
    assertThat(add(50, 60, 4)).isEqualTo("7.0");
    kept();
    assertThat(add(0, 70, 8)).isEqualTo("15.0");
  }

  @Test
  void whatComesLateOrOverlaps_isRefused_andChangesNothing() {
    add(10, 20, 1);
    kept();
    assertThat(add(10, 20, 2)).as("as long, but another").isEqualTo("delta_late");
    assertThat(add(5, 19, 2)).isEqualTo("delta_late");
    assertThat(add(19, 30, 2)).isEqualTo("delta_overlap");
    assertThat(add(30, 30, 2)).isEqualTo("delta_span");
    assertThat(add(40, 30, 2)).isEqualTo("delta_span");
    assertThat(add(0, 0, 2)).isEqualTo("delta_span");
    assertThat(add(20, 30, 4)).isEqualTo("5.0");
  }

  @Test
  void newestIncreaseOnceMore_isToldAgain_andAddedOnce() {
    add(0, 10, 1);
    kept();
    add(10, 20, 2);
    kept();
    assertThat(add(0, 10, 1)).isEqualTo("delta_late");
    assertThat(add(10, 20, 2)).isEqualTo("3.0");
    assertThat(add(10, 20, 2)).as("twice in one request").isEqualTo("delta_late");
    kept();
    assertThat(add(10, 20, 2)).isEqualTo("3.0");
    assertThat(add(20, 30, 4)).isEqualTo("7.0");
  }

  @Test
  void requestThatWasNotTaken_leavesNothing() {
    add(0, 10, 1);
    kept();
    add(10, 20, 2);
    forgotten();
    assertThat(add(10, 20, 8)).isEqualTo("9.0");
  }

  @Test
  void owners_haveTotalsOfTheirOwn() {
    add(0, 10, 1);
    kept();
    totals = new NotedTotals("otlp/b", notes);
    assertThat(add(0, 10, 2)).isEqualTo("2.0");
  }

  @Test
  void seriesAreTold_byNameLabelsAndMeaning() {
    var places = new SeriesPlaces();
    var found = new HashSet<Note.Place>();
    for (Series each :
        List.of(
            SERIES,
            new Series("y", Labels.NONE, ""),
            new Series("", Labels.NONE, "x"),
            new Series("x", Labels.of("a", "bc"), ""),
            new Series("x", Labels.of("ab", "c"), ""),
            new Series("x", Labels.of("a", "b", "c", "d"), ""))) {
      assertThat(found.add(places.of(each))).as("%s", each).isTrue();
      assertThat(places.of(each)).isEqualTo(new SeriesPlaces().of(each));
    }
  }

  @Test
  void room_isBounded_forNewSeriesAlone() {
    add(0, 10, 1);
    kept();
    for (int i = 0; i < 20; i++) {
      totals.add(new Series("s" + i, Labels.NONE, ""), new Span(0, 10), new double[] {1});
    }
    assertThat(totals.add(new Series("more", Labels.NONE, ""), new Span(0, 1), new double[] {1}))
        .isEqualTo(new Refused<double[]>("delta_series"));
    kept();
    assertThat(notes.size()).isBetween(5, 15);
    assertThat(add(10, 20, 1)).isEqualTo("2.0");
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
  void noteThatCannotBeRead_isNone() {
    add(0, 10, 1);
    var push = new RecordedPush(1);
    totals.note(push::note);
    byte[] bytes = push.notes().getFirst().text().bytes();
    for (int length = 0; length < bytes.length; length++) {
      assertThat(NotedTotal.read(new Note.Text(Arrays.copyOf(bytes, length)))).isEmpty();
    }
    var random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      byte[] spoilt = bytes.clone();
      spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(8));
      NotedTotal.read(new Note.Text(spoilt)).ifPresent(each -> each.text().bytes());
    }
  }

  @Test
  void numbers_areKeptToTheLastBit() {
    double[] each = {0, -0.0, 1.5, -3, 1e300, 9_007_199_254_740_992.0, Double.NaN, 0.1};
    totals.add(SERIES, new Span(0, 1), each);
    kept();
    if (totals.add(SERIES, new Span(1, 2), new double[each.length])
        instanceof Added<double[]>(double[] total)) {
      for (int i = 0; i < each.length; i++) {
        assertThat(Double.doubleToRawLongBits(total[i]))
            .isEqualTo(Double.doubleToRawLongBits(each[i] + 0.0));
      }
    }
    assertThat(add(2, 3, 1)).as("as many numbers as before, or it begins anew").isEqualTo("1.0");
  }

  @Test
  void nativeHistograms_addUp_soundAndBounded() {
    var random = new Random(3);
    for (int round = 0; round < 300; round++) {
      var kept = new KeptNotes(1_000_000);
      double count = 0;
      Histogram last = made(random);
      for (int i = 1; i < 6; i++) {
        Histogram increase = made(random);
        count += increase.count();
        var request = new NotedTotals("a", kept);
        if (request.add(SERIES, new Span(i - 1, i), increase)
            instanceof Added<Histogram>(Histogram total)) {
          last = total;
        }
        assertThat(last.count()).isEqualTo(count);
        assertThat(SoundHistogram.flaw(last)).isEmpty();
        assertThat(last.positive().size()).isLessThanOrEqualTo(1_024);
        var push = new RecordedPush(1);
        request.note(push::note);
        kept.keep(push);
      }
      assertThat(new NotedTotals("a", kept).add(SERIES, new Span(3, 4), last))
          .isEqualTo(new Refused<Histogram>("delta_late"));
    }
  }

  /// The request is over, and its push is safe.
  private void kept() {
    var push = new RecordedPush(1);
    totals.note(push::note);
    notes.keep(push);
    forgotten();
  }

  /// The request is over.
  private void forgotten() {
    totals = new NotedTotals("otlp/a", notes);
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
