package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HomesTest {
  private final Homes homes = new Homes();

  @Test
  void series_areFoundBySelf() {
    Series one = series(1);
    homes.put(one, new Home(1, 2));
    assertThat(homes.find(one)).extracting(home -> home.place).isEqualTo(2);
    assertThat(homes.find(series(1))).isNull();
    homes.clear();
    assertThat(homes.find(one)).isNull();
  }

  @Test
  void series_thatAreNotMetAnyMore_areLetGo() {
    List<Series> kept = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      kept.add(series(i));
      homes.put(kept.get(i), new Home(1, 1));
    }
    Series gone = series(-1);
    homes.put(gone, new Home(1, 1));
    for (int turn = 0; turn < 2000; turn++) {
      kept.forEach(each -> assertThat(homes.find(each)).isNotNull());
      for (int i = 0; i < 5; i++) {
        homes.put(series(i), new Home(1, 1));
      }
    }
    assertThat(homes.find(gone)).isNull();
    assertThat(homes.size()).isLessThan(5000);
  }

  private static Series series(int index) {
    return new Series("x", Labels.NONE, index);
  }
}
