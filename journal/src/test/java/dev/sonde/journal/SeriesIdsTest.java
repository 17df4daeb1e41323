package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class SeriesIdsTest {
  private final SeriesIds ids = new SeriesIds(new Dictionary(() -> 0));

  @Test
  void series_ofNeighbouringIndexes_areFound() {
    check(1);
  }

  @Test
  void series_ofDistantIndexes_areFound() {
    check(1 << 14);
  }

  @Test
  void series_ofOneIndex_areToldApart() {
    check(0);
  }

  @Test
  void begin_forgetsAll() {
    for (int stride : new int[] {1, 0, 1}) {
      check(stride);
      ids.begin(new Dictionary(() -> 0));
    }
  }

  private void check(int stride) {
    int count = stride == 0 ? 300 : 20_000;
    var all = new ArrayList<Series>();
    for (int i = 0; i < count; i++) {
      var series = new Series("up", Labels.NONE, i * stride);
      assertThat(ids.find(series)).isNegative();
      assertThat(ids.add(series)).isEqualTo(i);
      all.add(series);
    }
    for (int i = 0; i < count; i++) {
      assertThat(ids.find(all.get(i))).isEqualTo(i);
    }
  }
}
