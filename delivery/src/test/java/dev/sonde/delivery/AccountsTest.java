package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.journal.Settlement;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AccountsTest {
  private final Random random = new Random(11);

  @Test
  void settlement_namesEverySample() {
    Saying saying = Saying.of(encoded(80, Map.of("not_a_number", 10L)), 90);
    Tally tally = Tally.of(120, 100, Map.of("journal_full", 5L), Map.of("by_rule", 10L), saying);
    assertThat(saying.sound()).isTrue();
    assertThat(tally.accepted(3, Tally.REFUSED))
        .isEqualTo(
            new Settlement(
                77,
                Map.of("by_rule", 10L, "not_a_number", 10L),
                Map.of("journal_full", 5L, "damaged", 15L, "refused_by_destination", 3L)));
    assertThat(tally.dropped("rejected").dropped()).containsEntry("rejected", 80L);
  }

  @Test
  void unexplained_isDropped() {
    Saying saying = Saying.of(encoded(80, Map.of()), 90);
    assertThat(saying.sound()).isFalse();
    assertThat(Tally.of(90, 90, Map.of(), Map.of(), saying).accepted())
        .isEqualTo(new Settlement(80, Map.of(), Map.of("not_encoded", 10L)));
  }

  @Test
  void settlement_addsUp_whateverShipperAndDestinationSay() {
    for (int i = 0; i < 10_000; i++) {
      int count = 1 + random.nextInt(100);
      int rows = random.nextInt(count + 1);
      int left = random.nextInt(rows + 1);
      var unsaid = Map.of("a", any(count), "b", any(count));
      Saying saying = Saying.of(encoded((int) any(count), unsaid), left);
      Map<String, Long> filtered = left == rows ? Map.of() : Map.of("rule", (long) rows - left);
      Tally tally = Tally.of(count, rows, Map.of("gone", any(count)), filtered, saying);
      check(tally.accepted(any(count), Tally.REFUSED), count);
      check(tally.dropped("rejected"), count);
    }
  }

  private static void check(Settlement settlement, long count) {
    assertThat(settlement.count()).isEqualTo(count);
    assertThat(settlement.delivered()).isNotNegative();
    assertThat(settlement.filtered().values()).allMatch(each -> each > 0);
    assertThat(settlement.dropped().values()).allMatch(each -> each > 0);
  }

  private long any(int around) {
    return random.nextInt(-around, 2 * around + 1);
  }

  private static Encoded encoded(int samples, Map<String, Long> unsaid) {
    return new Encoded(
        new BatchId(new UUID(0, 1), 1, 0, 1), ByteBuffer.allocate(0), samples, unsaid);
  }
}
