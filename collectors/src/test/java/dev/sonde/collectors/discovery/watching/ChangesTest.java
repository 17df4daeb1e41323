package dev.sonde.collectors.discovery.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChangesTest {
  private final Changes changes = new Changes("nobody");
  private final Heard heard = new Heard();
  private final Semaphore seconds = new Semaphore(0);
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private volatile String value = "";
  private Thread thread = Thread.currentThread();

  @BeforeEach
  void start() {
    thread =
        Surroundings.start(
            out ->
                changes.say(
                    out,
                    time -> {
                      pauses.add(time);
                      seconds.acquire();
                    },
                    source -> List.of(Map.of("__address__", source + value))),
            heard);
  }

  @AfterEach
  void end() throws InterruptedException {
    Surroundings.end(thread);
  }

  @Test
  void manyChangesInASecond_areSaidOnce_asTheyAreThen() throws Exception {
    changes.changed("a");
    heard.await(it -> it.times("a") == 1);
    for (int i = 0; i < 1000; i++) {
      value = String.valueOf(i);
      changes.changed("a");
      changes.changed("b");
    }
    assertThat(heard.times("a")).isEqualTo(1);
    assertThat(heard.times("b")).isZero();
    seconds.release();
    heard.await(it -> it.times("b") == 1);
    assertThat(heard.times("a")).isEqualTo(2);
    assertThat(heard.addresses()).isEqualTo(Map.of("a", List.of("a999"), "b", List.of("b999")));
    assertThat(pauses).startsWith(Duration.ofSeconds(1));
  }

  @Test
  void trouble_isTheLastWord_untilItIsOver() throws Exception {
    changes.trouble("pods", "forbidden");
    heard.await(Heard::failing);
    changes.changed("a");
    seconds.release();
    heard.await(it -> it.times("a") == 1 && it.failures().size() == 2);
    assertThat(heard.failing()).isTrue();
    changes.well("services");
    changes.well("pods");
    seconds.release();
    heard.await(it -> !it.failing());
    assertThat(heard.times("nobody")).isEqualTo(1);
  }

  @Test
  void nothing_isNotSaid_beforeAllHaveAnswered() throws Exception {
    changes.await("services");
    changes.await("web");
    changes.await("db");
    changes.well("services");
    changes.well("db");
    changes.changed("a");
    heard.await(it -> it.times("a") == 1);
    assertThat(heard.times("nobody")).isZero();
    assertThat(heard.hasLooked()).isFalse();
    seconds.release();
    changes.well("web");
    heard.await(Heard::hasLooked);
  }

  @Test
  void nothing_isSaid_whenTheLastHasAnswered() throws Exception {
    changes.await("web");
    changes.well("services");
    changes.answered("web");
    heard.await(Heard::hasLooked);
    assertThat(heard.times("nobody")).isEqualTo(1);
  }

  @Test
  void oneThatFails_isNotAwaitedAnyMore() throws Exception {
    changes.await("web");
    changes.well("services");
    changes.trouble("web", "timeout");
    heard.await(Heard::hasLooked);
    assertThat(heard.failing()).isTrue();
    assertThat(heard.times("nobody")).isZero();
  }

  @Test
  void troubleThatIsOver_isNotSaid_asLongAsOthersAreAwaited() throws Exception {
    changes.trouble("services", "refused");
    heard.await(Heard::hasLooked);
    changes.await("web");
    changes.well("services");
    seconds.release(2);
    changes.changed("a");
    heard.await(it -> it.times("a") == 1);
    assertThat(heard.times("nobody")).isZero();
  }

  @Test
  void allIsWell_isSaidOnceWhenThereIsNothingElseToSay() throws Exception {
    changes.well("pods");
    heard.await(it -> it.times("nobody") == 1);
    seconds.release(3);
    changes.well("pods");
    changes.changed("a");
    heard.await(it -> it.times("a") == 1);
    assertThat(heard.times("nobody")).isEqualTo(1);
  }
}
