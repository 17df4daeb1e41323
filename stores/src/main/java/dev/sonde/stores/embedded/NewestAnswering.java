package dev.sonde.stores.embedded;

import dev.sonde.api.Stale;

/// The newest sample is the point, unless it says that the series ended. Wants windows backwards.
final class NewestAnswering implements Answering {
  @Override
  public void begin() {}

  @Override
  public void thin(long time, ThinWindow window, Page page) {}

  @Override
  public boolean samples(Columns all, int from, int to, Page page) {
    if (from == to) {
      return true;
    }
    if (!Stale.is(all.values[to - 1])) {
      page.point(all.times[to - 1], all.values[to - 1]);
    }
    return false;
  }

  @Override
  public void end(Page page) {}
}
