package dev.sonde.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class TimeTextTest {
  private static final long NOW = StoredWorld.NOON;
  private static final long HOUR = 3_600_000;

  @Test
  void instants_areReadAsPeopleWriteThem() {
    check("now", NOW);
    check(" -1h ", NOW - HOUR);
    check("now-1h30m", NOW - HOUR * 3 / 2);
    check("now+5s", NOW + 5000);
    check("2026-01-01T12:00:00Z", NOW);
    check("2026-01-01T13:00:00+01:00", NOW);
    check("2026-01-01T13:00:00 01:00", NOW);
    check("2026-01-01T12:00Z", NOW);
    check("2026-01-01T12:00:00.250Z", NOW + 250);
    check("2026-01-01", NOW - 12 * HOUR);
    check("1767268800", NOW);
    check("1767268800.5", NOW + 500);
    check("1767268800000", NOW);
    check("0", 0);
  }

  @Test
  void nonsense_isRefusedInWords() {
    wrong("", "is no instant; write 2026-01-31T10:30:00Z");
    wrong("tomorrow", "is no instant");
    wrong("2026-01-01T12:00:00", "is no instant");
    wrong("2026-13-01", "is no instant");
    wrong("-1", "has no unit");
    wrong("--1h", "is not a time span");
    wrong("1.2.3", "is no instant");
    wrong(".", "is no instant");
    wrong("9".repeat(21), "is no instant");
    wrong("9".repeat(20), "is no instant");
    wrong("9".repeat(18), "years 1970 and 9999");
    wrong("now-100000d", "years 1970 and 9999");
    wrong("-9999999h", "longer than 292 years");
    wrong("+999999999-12-31T23:59:59Z", "is no instant");
    wrong("x".repeat(65), "is no instant");
  }

  @Test
  void anything_isAnInstantOrRefused() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    String letters = "0123456789-+:.TZhmsdw nowé\ud800";
    for (int i = 0; i < 100_000; i++) {
      var text = new StringBuilder();
      for (int left = random.nextInt(25); left > 0; left--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        assertThat(TimeText.parse(text.toString(), NOW)).isBetween(0L, 253_402_300_799_999L);
      } catch (IllegalArgumentException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
  }

  private static void check(String text, long expected) {
    assertThat(TimeText.parse(text, NOW)).as(text).isEqualTo(expected);
  }

  private static void wrong(String text, String words) {
    assertThatThrownBy(() -> TimeText.parse(text, NOW))
        .as(text)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}
