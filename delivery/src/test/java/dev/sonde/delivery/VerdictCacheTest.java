package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerdictCacheTest {
  private final VerdictCache<String> cache = new VerdictCache<>();
  private int index;

  @Test
  void entry_isFoundByIndex() {
    Series one = series();
    Series two = series();
    cache.put(one, "one");
    assertThat(cache.find(one)).isEqualTo("one");
    assertThat(cache.find(two)).isNull();
  }

  @Test
  void entries_farApartAndInAnyOrder_areFound() {
    for (int index : new int[] {1_000_000, 5, 300, 2_000_000, 0}) {
      cache.put(new Series("n", Labels.NONE, index), "v" + index);
    }
    for (int index : new int[] {0, 5, 300, 1_000_000, 2_000_000}) {
      assertThat(cache.find(new Series("n", Labels.NONE, index))).isEqualTo("v" + index);
    }
    assertThat(cache.find(new Series("n", Labels.NONE, 301))).isNull();
  }

  @Test
  void entries_stay_whileTheyAreMet() {
    List<Series> live = fresh(100_000);
    int missed = 0;
    for (int turn = 0; turn < 5; turn++) {
      missed = 0;
      for (Series each : live) {
        missed += meet(each);
      }
    }
    assertThat(missed).isZero();
  }

  @Test
  void size_followsTheLive_notTheDead() {
    for (int segment = 0; segment < 50; segment++) {
      List<Series> live = fresh(1_000);
      for (int turn = 0; turn < 20; turn++) {
        live.forEach(this::meet);
      }
    }
    assertThat(cache.room()).isLessThan(15_000);
  }

  private int meet(Series each) {
    if (cache.find(each) != null) {
      assertThat(cache.find(each)).isEqualTo("v" + each.index());
      return 0;
    }
    cache.put(each, "v" + each.index());
    return 1;
  }

  private List<Series> fresh(int count) {
    var fresh = new ArrayList<Series>();
    for (int i = 0; i < count; i++) {
      fresh.add(series());
    }
    return fresh;
  }

  private Series series() {
    return new Series("x", Labels.NONE, index++);
  }
}
