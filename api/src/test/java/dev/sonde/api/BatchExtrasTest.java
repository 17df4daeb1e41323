package dev.sonde.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchExtrasTest {
  private static final Series SERIES = new Series("calls", Labels.NONE, 0);

  private final Batch batch = new Batch();

  @Test
  void plainBatch_hasNone() {
    row(1);
    assertThat(batch.plain()).isTrue();
    assertThat(batch.firstExtra(0)).isZero();
  }

  @Test
  void extras_belongToTheRowBefore() {
    row(1);
    row(2, "a", "b");
    row(3);
    row(4, "c");
    assertThat(batch.plain()).isFalse();
    assertThat(IntStream.range(0, 4).mapToObj(this::names))
        .containsExactly(List.of(), List.of("a", "b"), List.of(), List.of("c"));
  }

  @Test
  void shortenedBatch_losesThoseOfItsLastRows() {
    row(1, "a");
    row(2, "b", "c");
    row(3, "d");
    batch.shorten(2);
    assertThat(batch.extras()).isEqualTo(3);
    batch.shorten(1);
    row(5, "e");
    assertThat(names(0)).containsExactly("a");
    assertThat(names(1)).containsExactly("e");
    batch.clear();
    assertThat(batch.plain()).isTrue();
  }

  @Test
  void rowsOfAnotherBatch_comeWithAllTheyHave() {
    for (int i = 0; i < 100; i++) {
      row(i, i % 3 == 0 ? new String[] {"x" + i, "y" + i} : new String[0]);
    }
    var other = new Batch();
    for (int row = 99; row >= 0; row--) {
      other.addRow(batch, row);
    }
    assertThat(other.extras()).isEqualTo(68);
    assertThat(other.value(0)).isEqualTo(99);
    assertThat(names(other, 0)).containsExactly("x99", "y99");
    assertThat(names(other, 1)).isEmpty();
  }

  @Test
  void sideWhoseCountsDoNotFit_isRefused() {
    assertThatThrownBy(() -> new Histogram.Side(new int[1], new int[] {2}, new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Histogram.Side(new int[2], new int[] {1}, new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void row(double value, String... extras) {
    batch.add(SERIES, 1, value);
    for (String each : extras) {
      batch.attach(new Exemplar(Labels.of("name", each), 1, 1));
    }
  }

  private List<String> names(int row) {
    return names(batch, row);
  }

  private static List<String> names(Batch of, int row) {
    return IntStream.range(of.firstExtra(row), of.firstExtra(row + 1))
        .mapToObj(i -> String.valueOf(((Exemplar) of.extra(i)).labels().value("name")))
        .toList();
  }
}
