package dev.sonde.collectors.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Member;
import dev.sonde.api.Membership;
import dev.sonde.api.Rhythm;
import dev.sonde.api.Surroundings;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.scrape.config.Honored;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.Limits;
import dev.sonde.collectors.scrape.config.PageFormat;
import dev.sonde.collectors.scrape.config.Request;
import dev.sonde.collectors.scrape.config.Scheme;
import dev.sonde.collectors.scrape.config.StaticTargets;
import dev.sonde.collectors.scrape.config.Timing;
import dev.sonde.collectors.scrape.config.Wanted;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolTest {
  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Kit kit =
      new Kit(
          time,
          new Surroundings(Map.of(), new DirectCalls()),
          new TlsContexts(time, new DirectCalls()),
          1);
  private final List<String> events = new ArrayList<>();
  private final Pool pool = new Pool(job(15, 0, "/metrics"), Optional.empty(), kit, this::join);

  @AfterEach
  void close() {
    pool.close();
    kit.close();
  }

  @Test
  void target_atOtherTimes_goesOn() {
    pool.open();
    pool.configure(job(30, 0, "/metrics"), Optional.empty());
    assertThat(events).containsExactly("joins 15", "changes 30");
    assertThat(pool.targets()).singleElement().satisfies(this::isEveryHalfMinute);
  }

  @Test
  void target_withOtherRetries_goesOn() {
    pool.open();
    pool.configure(job(15, 2, "/metrics"), Optional.empty());
    assertThat(events).doesNotContain("leaves");
    assertThat(pool.targets())
        .singleElement()
        .satisfies(each -> assertThat(each.key().timing().retries()).isEqualTo(2));
  }

  @Test
  void target_atAnotherPlace_isAnother() {
    pool.open();
    pool.configure(job(15, 0, "/other"), Optional.empty());
    assertThat(events).containsExactly("joins 15", "joins 15", "leaves");
  }

  private void isEveryHalfMinute(Target target) {
    assertThat(target.key().timing().interval()).hasSeconds(30);
    assertThat(target.key().labels()).isEqualTo(Labels.of("instance", "a:1", "job", "a"));
  }

  private Membership join(Member member, Rhythm rhythm, Labels common) {
    events.add("joins " + rhythm.interval().toSeconds());
    return new Membership() {
      @Override
      public void change(Rhythm to) {
        events.add("changes " + to.interval().toSeconds());
      }

      @Override
      public void leave() {
        events.add("leaves");
      }
    };
  }

  private static Job job(int seconds, int retries, String path) {
    return new Job(
        "a",
        new Request(Scheme.HTTP, path, Map.of(), Wanted.USUAL, HttpAccess.PLAIN),
        new Timing(
            Duration.ofSeconds(seconds), Duration.ofSeconds(10), retries, Duration.ofSeconds(1)),
        PageFormat.AUTO,
        Honored.USUAL,
        List.of(),
        List.of(),
        Limits.USUAL,
        List.of(new StaticTargets(List.of("a:1"), Map.of())),
        List.of(),
        Optional.empty());
  }
}
