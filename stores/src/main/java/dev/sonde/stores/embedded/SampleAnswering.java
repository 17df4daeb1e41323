package dev.sonde.stores.embedded;

/// Every sample is a point.
final class SampleAnswering implements Answering {
  @Override
  public void begin() {}

  @Override
  public void thin(long time, ThinWindow window, Page page) {}

  @Override
  public boolean samples(Columns all, int from, int to, Page page) {
    for (int i = from; i < to; i++) {
      page.point(all.times[i], all.values[i]);
    }
    return true;
  }

  @Override
  public void end(Page page) {}
}
