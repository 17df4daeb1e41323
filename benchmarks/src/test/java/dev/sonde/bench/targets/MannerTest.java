package dev.sonde.bench.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import org.junit.jupiter.api.Test;

final class MannerTest {
  @Test
  void manners_haveTheirShares() {
    var counts = counts("--targets", "5000", "--hang", "0.1", "--refuse", "0.2", "--lie", "0.11");
    assertThat(counts.get(Manner.REFUSES)).isEqualTo(1_000);
    assertThat(counts.get(Manner.HANGS) + counts.get(Manner.DEAF)).isEqualTo(500);
    assertThat(counts.get(Manner.GOOD)).isEqualTo(5_000 - 1_000 - 500 - 550);
  }

  @Test
  void manners_areAllThere() {
    assertThat(counts("--targets", "5000", "--hang", "0.1", "--refuse", "0.1", "--lie", "0.1"))
        .containsOnlyKeys(Manner.values());
  }

  @Test
  void manners_areGoodUnlessAskedFor() {
    assertThat(counts("--targets", "50")).containsOnlyKeys(Manner.GOOD);
  }

  private static EnumMap<Manner, Integer> counts(String... words) {
    var options = Options.of(words);
    var counts = new EnumMap<Manner, Integer>(Manner.class);
    for (int target = 0; target < options.targets(); target++) {
      counts.merge(Manner.of(target, options), 1, Integer::sum);
    }
    return counts;
  }
}
