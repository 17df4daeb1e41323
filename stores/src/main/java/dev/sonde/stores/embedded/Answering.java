package dev.sonde.stores.embedded;

/// Makes points of one series' samples after the other's.
interface Answering {
  /// Another series.
  void begin();

  /// A span that is only known thinned out, before all whole ones.
  void thin(long time, ThinWindow window, Page page);

  /// The samples of one window that are of interest; windows come in order of time, or backwards.
  ///
  /// @return whether more of this series is wanted
  boolean samples(Columns all, int from, int to, Page page);

  /// No more of this series.
  void end(Page page);
}
