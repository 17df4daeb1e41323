package dev.sonde.server.history;

import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import java.time.Duration;
import java.util.Optional;

/// Into which steps a span is cut, and what becomes of the samples in one.
record Grid(Steps steps, Fold fold) {
  private static final int MOST_STEPS = 50_000;

  /// Empty when samples are wanted as they are.
  static Optional<Grid> of(Parameters in, Span span) throws RefusedException {
    Optional<Duration> step = in.span("step");
    if (in.has("points") && step.isPresent()) {
      throw RefusedException.bad("give points or step, not both");
    }
    if (!in.has("points") && step.isEmpty()) {
      if (in.has("fold")) {
        throw RefusedException.bad("fold goes with points or step: points=300");
      }
      return Optional.empty();
    }
    if (span.isEmpty()) {
      throw RefusedException.bad("from and to are the same instant");
    }
    Fold fold = fold(in);
    return Optional.of(
        new Grid(
            step.isPresent()
                ? each(span, step.get().toMillis())
                : so(span, (int) in.number("points", 1, 1, MOST_STEPS)),
            fold));
  }

  private static Fold fold(Parameters in) throws RefusedException {
    String word = in.text("fold").orElse("avg");
    try {
      return Folds.of(word);
    } catch (IllegalArgumentException wrong) {
      throw RefusedException.bad("fold: " + word + " " + wrong.getMessage());
    }
  }

  /// So many steps from the first instant on.
  private static Steps so(Span span, int count) {
    return new Steps(span.fromMillis(), Math.ceilDiv(length(span), count), count);
  }

  /// Steps that begin at whole multiples, so that they stay where they are when asked again later.
  private static Steps each(Span span, long step) throws RefusedException {
    if (step < 1) {
      throw RefusedException.bad("step is shorter than 1ms");
    }
    long from = Math.floorDiv(span.fromMillis(), step) * step;
    long count = Math.ceilDiv(span.toMillis() - from, step);
    if (count > MOST_STEPS) {
      throw RefusedException.tooMuch(
          "step makes " + count + " steps of this time, and " + MOST_STEPS + " is the most");
    }
    return new Steps(from, step, (int) count);
  }

  private static long length(Span span) {
    return span.toMillis() - span.fromMillis();
  }
}
