package dev.sonde.server.history;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import java.io.IOException;

/// Counts exactly what an answer would have, where it may be too much: then it is refused in words
/// instead of breaking off. Ends as soon as it is.
final class Census implements Points {
  private final QueryLimits limits;
  private final long pointsEach;
  private long series;
  private double points;

  /// @param pointsEach of a series; 0 for as many as it has samples
  private Census(QueryLimits limits, long pointsEach) {
    this.limits = limits;
    this.pointsEach = pointsEach;
  }

  static void check(
      History history, Selection which, Span when, long pointsEach, QueryLimits limits)
      throws IOException, InterruptedException, RefusedException {
    if (when.isEmpty()) {
      return;
    }
    var census = new Census(limits, pointsEach);
    long length = when.toMillis() - when.fromMillis();
    history.steps(which, new Steps(when.fromMillis(), length, 1), Fold.COUNT, census);
    if (census.series > limits.series()) {
      throw Output.tooManySeries(limits);
    }
    if (census.points > limits.points()) {
      throw Output.tooManyPoints(limits);
    }
  }

  @Override
  public boolean series(String name, Labels labels) {
    series++;
    points += pointsEach;
    return goesOn();
  }

  @Override
  public boolean point(long timeMillis, double count) {
    points += pointsEach == 0 ? count : 0;
    return goesOn();
  }

  private boolean goesOn() {
    return series <= limits.series() && points <= limits.points();
  }
}
