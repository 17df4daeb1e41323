package dev.sonde.stores.postgres;

import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;

/// What folds samples, and which it needs.
final class Sinks {
  private Sinks() {}

  static Sink of(Steps steps, Fold fold) {
    return switch (fold) {
      case RATE -> new Grown(steps);
      case AVERAGE, MINIMUM, MAXIMUM, LAST, SUM, COUNT -> new Folded(steps, fold);
    };
  }

  /// A rate also needs the sample before the first step.
  static Span span(Span when, Fold fold) {
    return fold == Fold.RATE
        ? new Span(when.fromMillis() - History.REACH_MILLIS, when.toMillis())
        : when;
  }
}
