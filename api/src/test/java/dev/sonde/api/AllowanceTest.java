package dev.sonde.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final class Clock implements Time {
    private long nanos = 1_000;

    @Override
    public long wallMillis() {
      return 0;
    }

    @Override
    public long nanos() {
      return nanos;
    }

    void pass(Duration span) {
      nanos += span.toNanos();
    }
  }

  private final Clock clock = new Clock();

  @Test
  void samples_withoutALimit_areTaken() {
    Allowance free = new Allowance(Allowance.Limits.NONE, clock, 1);
    assertThat(free.take(Long.MAX_VALUE)).isEmpty();
    assertThat(free.take(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void batch_largerThanTheRate_isTakenWhole_andPaidBack() {
    Allowance allowance = rate(100);
    assertThat(allowance.take(1_000)).isEmpty();
    assertThat(allowance.take(0)).isPresent();
    Duration wait = allowance.take(1).orElseThrow();
    assertThat(wait).isBetween(Duration.ofSeconds(9), Duration.ofMillis(9_100));
    clock.pass(wait);
    assertThat(allowance.take(1)).isEmpty();
    assertThat(allowance.take(1)).isPresent();
  }

  @Test
  void waiting_savesUpASecondAndNoMore() {
    Allowance allowance = rate(10);
    clock.pass(Duration.ofDays(3));
    assertThat(allowance.take(10)).isEmpty();
    assertThat(allowance.take(1)).isPresent();
  }

  @Test
  void rate_holdsOverTime_howeverBatchesCome() {
    var random = new Random(7);
    Allowance allowance = rate(500);
    long taken = 0;
    long largest = 0;
    for (int i = 0; i < 20_000; i++) {
      long samples = random.nextLong(2_000);
      largest = Math.max(largest, samples);
      taken += allowance.take(samples).isEmpty() ? samples : 0;
      clock.pass(Duration.ofMillis(random.nextLong(100)));
    }
    double seconds = clock.nanos / 1e9;
    assertThat((double) taken).isBetween(0.95 * 500 * seconds, 500 * seconds + 500 + largest);
  }

  @Test
  void limit_thatChanges_keepsTheDebt() {
    Allowance allowance = rate(10);
    allowance.take(1_000);
    allowance.limit(limits(100, OptionalInt.empty()));
    assertThat(allowance.take(1).orElseThrow()).isLessThan(Duration.ofSeconds(10));
    allowance.limit(Allowance.Limits.NONE);
    assertThat(allowance.take(1)).isEmpty();
  }

  @Test
  void names_outsideThePatterns_areNotAllowed() {
    var limits =
        new Allowance.Limits(
            OptionalDouble.empty(),
            OptionalInt.empty(),
            List.of(new Glob("app_*"), new Glob("up")));
    var allowance = new Allowance(limits, clock, 1);
    assertThat(allowance.allows("app_requests_total")).isTrue();
    assertThat(allowance.allows("up")).isTrue();
    assertThat(allowance.allows("upper")).isFalse();
    assertThat(new Allowance(Allowance.Limits.NONE, clock, 1).allows("x")).isTrue();
  }

  @Test
  void series_beyondTheLimit_waitForAnotherWindow() {
    Allowance allowance = series(2);
    assertThat(allowance.admits("up", Labels.of("a", "1"))).isTrue();
    assertThat(allowance.admits("up", Labels.of("a", "2"))).isTrue();
    assertThat(allowance.admits("up", Labels.of("a", "3"))).isFalse();
    assertThat(allowance.admits("up", Labels.of("a", "1"))).isTrue();
    long before = allowance.window();
    clock.pass(Allowance.WINDOW);
    assertThat(allowance.window()).isNotEqualTo(before);
    assertThat(allowance.admits("up", Labels.of("a", "3"))).isTrue();
  }

  @Test
  void series_areToldApartByWhereNamesAndValuesEnd() {
    Allowance allowance = series(1);
    assertThat(allowance.admits("ab", Labels.of("c", "d"))).isTrue();
    assertThat(allowance.admits("a", Labels.of("bc", "d"))).isFalse();
    assertThat(allowance.admits("abc", Labels.of("d", ""))).isFalse();
    assertThat(allowance.admits("ab", Labels.of("cd", ""))).isFalse();
    assertThat(allowance.admits("ab", Labels.of("c", "e"))).isFalse();
  }

  @Test
  void series_areCountedExactly() {
    var random = new Random(11);
    Allowance allowance = series(5_000);
    var known = new HashSet<String>();
    for (int i = 0; i < 60_000; i++) {
      String value = Integer.toString(random.nextInt(10_000));
      boolean admitted = allowance.admits("up", Labels.of("a", value));
      assertThat(admitted).isEqualTo(known.contains(value) || known.size() < 5_000);
      if (admitted) {
        known.add(value);
      }
    }
  }

  @Test
  void limits_thatAreNone_areRefused() {
    for (double each : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> limits(each, OptionalInt.empty()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> limits(1, OptionalInt.of(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void caller_isStampedWithItsKey_andWithWhatTheKeyForces() {
    var allowance = new Allowance(Allowance.Limits.NONE, clock, 1);
    var caller = caller(Labels.of("env", "prod"), allowance);
    assertThat(caller.stamp()).isEqualTo(Labels.of("agent", "web-7", "env", "prod"));
    assertThat(caller(Labels.of("agent", "other"), allowance).stamp())
        .isEqualTo(Labels.of("agent", "other"));
    assertThat(Caller.unnamed(Role.INGEST, allowance).stamp()).isEqualTo(Labels.NONE);
  }

  @Test
  void admin_mayRead_andMayNotSend() {
    var allowance = new Allowance(Allowance.Limits.NONE, clock, 1);
    assertThat(Caller.unnamed(Role.ADMIN, allowance).may(Role.READ)).isTrue();
    assertThat(Caller.unnamed(Role.ADMIN, allowance).may(Role.INGEST)).isFalse();
    assertThat(Caller.unnamed(Role.READ, allowance).may(Role.ADMIN)).isFalse();
  }

  private static Caller caller(Labels forced, Allowance allowance) {
    var roles = Set.of(Role.INGEST);
    return new Caller(Optional.of("web-7"), roles, forced, allowance, () -> true);
  }

  private Allowance rate(double perSecond) {
    return new Allowance(limits(perSecond, OptionalInt.empty()), clock, 1);
  }

  private Allowance series(int most) {
    var limits = new Allowance.Limits(OptionalDouble.empty(), OptionalInt.of(most), List.of());
    return new Allowance(limits, clock, 5);
  }

  private static Allowance.Limits limits(double perSecond, OptionalInt series) {
    return new Allowance.Limits(OptionalDouble.of(perSecond), series, List.of());
  }
}
