package dev.sonde.stores.embedded;

import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Steps;

/// A point for each step. For one thread at a time.
final class StepAnswering implements Answering {
  private static final double MILLIS = 1000;
  private static final int NONE = -1;

  private final Steps steps;
  private final Fold fold;
  private final long first;
  private final ThinWindow window = new ThinWindow();
  private int step = NONE;
  private long stepEnd;

  /// @param first samples before it are only neighbours of later ones
  StepAnswering(Steps steps, Fold fold, long first) {
    this.steps = steps;
    this.fold = fold;
    this.first = first;
  }

  @Override
  public void begin() {
    window.reset();
    step = NONE;
    stepEnd = Long.MIN_VALUE;
  }

  @Override
  public void thin(long time, ThinWindow thinned, Page page) {
    reach(time, page);
    window.add(thinned);
  }

  @Override
  public boolean samples(Columns all, int from, int to, Page page) {
    for (int i = from; i < to; i++) {
      long time = all.times[i];
      if (time < first) {
        window.neighbour(time, all.values[i]);
      } else {
        if (time >= stepEnd) {
          reach(time, page);
        }
        window.add(time, all.values[i]);
      }
    }
    return true;
  }

  private void reach(long time, Page page) {
    int of = steps.of(time);
    if (of != step) {
      end(page);
      step = of;
      stepEnd = steps.start(of + 1);
    }
  }

  @Override
  public void end(Page page) {
    if (step != NONE && window.count > 0 && (fold != Fold.RATE || window.growthMillis > 0)) {
      page.point(steps.start(step), value());
    }
    window.clear();
  }

  private double value() {
    return switch (fold) {
      case AVERAGE -> window.sum / window.count;
      case MINIMUM -> window.least;
      case MAXIMUM -> window.most;
      case LAST -> window.last;
      case SUM -> window.sum;
      case COUNT -> window.count;
      case RATE -> window.growth / (window.growthMillis / MILLIS);
    };
  }
}
