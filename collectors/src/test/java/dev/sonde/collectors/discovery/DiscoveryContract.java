package dev.sonde.collectors.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What each [Discovery] has to pass.
public abstract class DiscoveryContract {
  protected static final String ONE = "192.0.2.1:9100";
  protected static final String TWO = "192.0.2.2:9100";

  protected final HeldPause pause = new HeldPause();
  protected final Heard heard = new Heard();
  private final AtomicReference<Throwable> end = new AtomicReference<>();
  private @Nullable Thread thread;

  /// The discovery, with [#pause].
  protected abstract Discovery discovery() throws Exception;

  /// From now on its one source has these targets.
  protected abstract void list(String... addresses) throws Exception;

  /// From now on there is no such source.
  protected abstract void vanish() throws Exception;

  /// From now on the source can't be looked at.
  protected abstract void spoil() throws Exception;

  /// Starts it, and waits for the end of its first round.
  protected final Duration start() throws Exception {
    begin();
    return pause.settle();
  }

  /// Starts it.
  protected final Thread begin() throws Exception {
    Discovery discovery = discovery();
    var started = Thread.ofVirtual().start(() -> run(discovery));
    thread = started;
    return started;
  }

  private void run(Discovery discovery) {
    try {
      discovery.run(heard);
    } catch (Throwable e) {
      end.set(e);
    }
  }

  protected final void interrupt() throws InterruptedException {
    if (thread != null) {
      thread.interrupt();
      assertThat(thread.join(Duration.ofMinutes(5))).isTrue();
    }
  }

  /// How it ended.
  protected final @Nullable Throwable end() {
    return end.get();
  }

  @AfterEach
  final void stop() throws InterruptedException {
    interrupt();
  }

  @Test
  void targets_listed_areFound() throws Exception {
    list(ONE, TWO);
    start();
    assertThat(heard.addresses()).containsExactly(ONE, TWO);
    assertThat(heard.trouble()).isEmpty();
    assertThat(heard.news()).hasSize(1);
    assertThat(heard.hasLooked()).isTrue();
  }

  @Test
  void targets_changed_areSaidAnew() throws Exception {
    list(ONE);
    start();
    list(TWO);
    pause.round();
    assertThat(heard.addresses()).containsExactly(TWO);
    list(ONE, TWO);
    pause.round();
    assertThat(heard.addresses()).containsExactly(ONE, TWO);
    assertThat(heard.news()).hasSize(3);
  }

  @Test
  void targets_unchanged_areSaidOnce() throws Exception {
    list(ONE, TWO);
    start();
    heard.news();
    pause.round();
    list(ONE, TWO);
    pause.round();
    assertThat(heard.news()).isEmpty();
  }

  @Test
  void source_gone_hasNoTargets() throws Exception {
    list(ONE);
    start();
    heard.news();
    vanish();
    pause.round();
    assertThat(heard.targets()).isEmpty();
    pause.round();
    assertThat(heard.news().stream().filter(each -> each.startsWith("found"))).hasSize(1);
    list(TWO);
    pause.round();
    assertThat(heard.addresses()).containsExactly(TWO);
    assertThat(heard.trouble()).isEmpty();
  }

  @Test
  void failure_keepsWhatWasFound() throws Exception {
    list(ONE);
    start();
    heard.news();
    spoil();
    pause.round();
    assertThat(heard.addresses()).containsExactly(ONE);
    assertThat(heard.trouble()).isNotEmpty();
    pause.round();
    assertThat(heard.news()).hasSize(1);
  }

  @Test
  void failure_over_isOver() throws Exception {
    list(ONE);
    start();
    spoil();
    pause.round();
    list(ONE);
    pause.round();
    assertThat(heard.trouble()).isEmpty();
    assertThat(heard.addresses()).containsExactly(ONE);
    heard.news();
    pause.round();
    assertThat(heard.news()).isEmpty();
  }

  @Test
  void failure_atFirst_isSaid() throws Exception {
    spoil();
    start();
    assertThat(heard.trouble()).isNotEmpty();
    assertThat(heard.targets()).isEmpty();
    assertThat(heard.hasLooked()).isTrue();
    list(ONE);
    pause.round();
    assertThat(heard.trouble()).isEmpty();
    assertThat(heard.addresses()).containsExactly(ONE);
  }

  @Test
  void interrupt_endsIt() throws Exception {
    list(ONE);
    start();
    interrupt();
    assertThat(end()).isInstanceOf(InterruptedException.class);
  }
}
