package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private final ManualTime time = new ManualTime("2026-01-01T00:00:02.345Z");
  private final Scheduler scheduler = new Scheduler(time);
  private final List<String> starts = new ArrayList<>();

  @Test
  void every_startsAtOnce_thenAtMultiplesOfTheInterval() {
    scheduler.every(Duration.ofSeconds(5), this::note);
    passing(Duration.ofSeconds(20));
    assertThat(starts)
        .containsExactly("00:00:02.345", "00:00:05", "00:00:10", "00:00:15", "00:00:20");
  }

  @Test
  void every_doesNotStartTwiceForOneInstant_whenWokenALittleEarly() {
    scheduler.every(Duration.ofSeconds(5), this::note);
    scheduler.tick();
    time.step(Duration.ofMillis(-8));
    time.pass(Duration.ofMillis(2_655));
    scheduler.tick();
    passing(Duration.ofSeconds(6));
    assertThat(starts).containsExactly("00:00:02.345", "00:00:04.992", "00:00:10");
  }

  @Test
  void clock_steppingBackAnHour_neverMakesItSleepLongerThanAnInterval() {
    scheduler.every(Duration.ofSeconds(5), this::note);
    passing(Duration.ofSeconds(5));
    time.step(Duration.ofHours(-1));
    passing(Duration.ofSeconds(10));
    assertThat(starts).containsExactly("00:00:02.345", "00:00:05", "23:00:10", "23:00:15");
  }

  @Test
  void clock_steppingForward_realignsAtTheNextRun() {
    scheduler.every(Duration.ofSeconds(5), this::note);
    passing(Duration.ofSeconds(5));
    time.step(Duration.ofMillis(61_700));
    passing(Duration.ofSeconds(10));
    assertThat(starts).containsExactly("00:00:02.345", "00:00:05", "00:01:11.700", "00:01:15");
  }

  @Test
  void instantsSleptThrough_areCountedAndNotCaughtUp() {
    List<Integer> missed = new ArrayList<>();
    scheduler.every(Duration.ofSeconds(1), missed::add);
    scheduler.tick();
    time.pass(Duration.ofSeconds(10));
    scheduler.tick();
    passing(Duration.ofSeconds(1));
    assertThat(missed).containsExactly(0, 9, 0);
  }

  @Test
  void cancel_keepsItFromStartingAgain() {
    Scheduler.Entry entry = scheduler.every(Duration.ofSeconds(1), this::note);
    scheduler.tick();
    entry.cancel();
    passing(Duration.ofSeconds(3));
    assertThat(starts).hasSize(1);
  }

  @Test
  void after_startsOnce() {
    scheduler.after(Duration.ofMillis(1_500), () -> note(0));
    passing(Duration.ofSeconds(5));
    assertThat(starts).containsExactly("00:00:03.845");
  }

  @Test
  void tick_saysHowLongUntilTheNext() {
    scheduler.everyAligned(Duration.ofSeconds(5), this::note);
    assertThat(Duration.ofNanos(scheduler.tick())).isEqualTo(Duration.ofMillis(2_655));
    assertThat(starts).isEmpty();
  }

  private void note(int missed) {
    String text = Instant.ofEpochMilli(time.wallMillis()).toString();
    starts.add(text.substring(text.indexOf('T') + 1, text.length() - 1));
  }

  /// Lets time pass as the thread would see it: asleep until the next thing is due.
  private void passing(Duration span) {
    long left = span.toNanos();
    while (true) {
      long wait = scheduler.tick();
      if (wait > left) {
        time.pass(Duration.ofNanos(left));
        return;
      }
      time.pass(Duration.ofNanos(wait));
      left -= wait;
    }
  }
}
