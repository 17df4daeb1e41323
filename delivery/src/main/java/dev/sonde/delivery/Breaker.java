package dev.sonde.delivery;

import dev.sonde.api.Time;
import java.time.Duration;
import org.slf4j.Logger;

/// The circuit: how often it failed or refused in a row, since when, and the log lines about it.
/// Told by the courier's thread; [#state] may be asked from any.
///
/// # Implementation notes
///
/// Who refuses a batch has answered, so the back-off begins anew; but only who takes one works
/// again. Until then refused batches count, also while nothing waits.
final class Breaker {
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final Logger log;
  private final Time time;
  private volatile State state = new State(Circuit.CLOSED, 0, Refusals.NONE, "", 0, 0);
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
    begin(before, now);
    int failures = before.failures() + 1;
    Circuit circuit = circuit(before.circuit(), trouble, failures >= openAfter);
    state =
        new State(
            circuit, failures, before.refused(), trouble.why(), time.wallMillis(), now + waitNanos);
    if (worthALine(before.circuit(), now)) {
      complain(trouble, now, waitNanos, pending);
    }
  }

  /// A batch is set aside: the destination will never take it.
  void refused(long samples, String answer, long pending) {
    long now = time.nanos();
    State before = state;
    begin(before, now);
    Refusals refused = before.refused().and(samples);
    boolean open = before.circuit() != Circuit.CLOSED || refused.many();
    state =
        new State(
            open ? Circuit.OPEN : Circuit.CLOSED,
            0,
            refused,
            Words.tidy(answer, Words.LINE),
            time.wallMillis(),
            now);
    boolean firstOfMany = refused.many() && !before.refused().many();
    if (firstOfMany || worthALine(before.circuit(), now)) {
      complainOfRefusals(now, pending);
    }
  }

  /// It went on without asking the destination for anything.
  void passed(long pending) {
    if (!state.refused().any()) {
      succeeded(pending);
    }
  }

  void succeeded(long pending) {
    State before = state;
    if (before.inARow() == 0 && before.circuit() == Circuit.CLOSED) {
      return;
    }
    state = before.with(Circuit.CLOSED, Refusals.NONE);
    if (before.circuit() != Circuit.CLOSED) {
      logged = false;
      log.info("works again after {}; {}", span(time.nanos()), Words.waiting(pending));
    }
  }

  /// Somebody changed the configuration: what follows counts anew and gets a line at once.
  void changed() {
    State before = state;
    state = before.with(before.circuit(), before.refused());
    logged = false;
  }

  private void begin(State before, long now) {
    if (before.inARow() == 0) {
      sinceNanos = now;
    }
  }

  private static Circuit circuit(Circuit before, Trouble trouble, boolean often) {
    if (trouble.held()) {
      return Circuit.HELD;
    }
    return often || before != Circuit.CLOSED ? Circuit.OPEN : Circuit.CLOSED;
  }

  private boolean worthALine(Circuit before, long now) {
    Circuit after = state.circuit();
    return after != Circuit.CLOSED
        && (before != after || !logged || now - loggedNanos >= QUIET_NANOS);
  }

  private void complain(Trouble trouble, long now, long waitNanos, long pending) {
    said(now);
    String next = Spans.text(Duration.ofNanos(waitNanos));
    if (trouble.held()) {
      log.warn(
          "is held, somebody has to mend this: {}; {}; {} in the journal, next try in" + " {}",
          trouble.why(),
          trouble.mend(),
          Words.waiting(pending),
          next);
    } else {
      log.warn(
          "fails for {}, {} times in a row: {}; {} in the journal, next try in {}",
          span(now),
          state.failures(),
          trouble.why(),
          Words.waiting(pending),
          next);
    }
  }

  private void complainOfRefusals(long now, long pending) {
    said(now);
    Refusals refused = state.refused();
    boolean one = refused.batches() == 1;
    log.warn(
        "has refused {} in a row, {}, for {}, and {} now: {}; read {}, then mend the destination or"
            + " its configuration; {} in the journal",
        Words.count(refused.batches(), "batch", "batches"),
        Words.count(refused.samples(), "sample", "samples"),
        span(now),
        one ? "it is a dead letter" : "they are dead letters",
        state.lastError(),
        one ? "it" : "one",
        Words.waiting(pending));
  }

  private void said(long now) {
    loggedNanos = now;
    logged = true;
  }

  private String span(long now) {
    return Spans.text(Duration.ofNanos(now - sinceNanos));
  }

  /// @param failures attempts that failed since something was settled
  record State(
      Circuit circuit,
      int failures,
      Refusals refused,
      String lastError,
      long lastErrorMillis,
      long nextNanos) {
    /// Failed attempts and refused batches since something went well.
    int inARow() {
      return failures + refused.batches();
    }

    private State with(Circuit next, Refusals still) {
      return new State(next, 0, still, lastError, lastErrorMillis, 0);
    }
  }
}
