package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KnownSeriesTest {
  private static final Family LOAD = Family.gauge("load", "", "");

  private final List<Family> described = new ArrayList<>();
  private final KnownSeries known =
      new KnownSeries(new AtomicInteger()::getAndIncrement, described::add, 10);

  @Test
  void seriesInUse_isOneObject_howeverManyOthersThereAre() {
    Series first = known.of(LOAD, Labels.NONE);
    for (int i = 0; i < 1_000; i++) {
      known.of(LOAD, Labels.of("i", Integer.toString(i)));
      assertThat(known.of(LOAD, Labels.NONE)).isSameAs(first);
      assertThat(known.size()).isLessThanOrEqualTo(20);
    }
  }

  @Test
  void familyThatChanges_isSaidAgain_andTheSeriesStays() {
    Series first = known.of(LOAD, Labels.NONE);
    Family better = Family.gauge("load", "bytes", "Better.");
    assertThat(known.of(better, Labels.NONE)).isSameAs(first);
    assertThat(known.of(better, Labels.NONE)).isSameAs(first);
    assertThat(described).containsExactly(LOAD, better);
  }
}
