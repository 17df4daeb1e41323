package dev.sonde.delivery;

import dev.sonde.api.Time;
import java.time.Duration;
import org.slf4j.Logger;

/// The circuit: how often it failed in a row, since when, and the log lines about it. Told by the
/// courier's thread; [#state] may be asked from any.
final class Breaker {
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final Logger log;
  private final Time time;
  private volatile State state = new State(Circuit.CLOSED, 0, "", 0, 0);
  private long sinceNanos;
  private long loggedNanos;
  private boolean logged;

  Breaker(Logger log, Time time) {
    this.log = log;
    this.time = time;
  }

  State state() {
    return state;
  }

  Duration untilNext() {
    State now = state;
    return now.failures() == 0
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, now.nextNanos() - time.nanos()));
  }

  void failed(Trouble trouble, int openAfter, long waitNanos, long pending) {
    long now = time.nanos();
    State before = state;
    if (before.failures() == 0) {
      sinceNanos = now;
    }
    int failures = before.failures() + 1;
    Circuit circuit = circuit(before.circuit(), trouble, failures >= openAfter);
    state = new State(circuit, failures, trouble.why(), time.wallMillis(), now + waitNanos);
    if (circuit != Circuit.CLOSED && worthALine(before.circuit(), now)) {
      loggedNanos = now;
      logged = true;
      complain(trouble, now, waitNanos, pending);
    }
  }

  void succeeded(long pending) {
    State before = state;
    if (before.failures() == 0 && before.circuit() == Circuit.CLOSED) {
      return;
    }
    state = new State(Circuit.CLOSED, 0, before.lastError(), before.lastErrorMillis(), 0);
    if (before.circuit() != Circuit.CLOSED) {
      logged = false;
      log.info("works again after {}; {} samples wait", span(time.nanos()), pending);
    }
  }

  /// Somebody changed the configuration: what follows counts anew and gets a line at once.
  void changed() {
    State before = state;
    state = new State(before.circuit(), 0, before.lastError(), before.lastErrorMillis(), 0);
    logged = false;
  }

  private static Circuit circuit(Circuit before, Trouble trouble, boolean often) {
    if (trouble.held()) {
      return Circuit.HELD;
    }
    return often || before != Circuit.CLOSED ? Circuit.OPEN : Circuit.CLOSED;
  }

  private boolean worthALine(Circuit before, long now) {
    return before != state.circuit() || !logged || now - loggedNanos >= QUIET_NANOS;
  }

  private void complain(Trouble trouble, long now, long waitNanos, long pending) {
    String next = Spans.text(Duration.ofNanos(waitNanos));
    if (trouble.held()) {
      log.warn(
          "is held, somebody has to mend this: {}; check its address and keys in the configuration;"
              + " {} samples wait in the journal, next try in {}",
          trouble.why(),
          pending,
          next);
    } else {
      log.warn(
          "fails for {}, {} times in a row: {}; {} samples wait in the journal, next try in {}",
          span(now),
          state.failures(),
          trouble.why(),
          pending,
          next);
    }
  }

  private String span(long now) {
    return Spans.text(Duration.ofNanos(now - sinceNanos));
  }

  record State(
      Circuit circuit, int failures, String lastError, long lastErrorMillis, long nextNanos) {}
}
