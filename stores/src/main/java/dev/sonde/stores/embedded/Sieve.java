package dev.sonde.stores.embedded;

/// Thins out one series' day after the other's. For one thread.
final class Sieve {
  private final long start;
  private final ThinDay day = new ThinDay();
  private final ThinWindow window = new ThinWindow();
  private long current;

  /// @param start of the day; samples before it are only neighbours of later ones
  Sieve(long start) {
    this.start = start;
  }

  void begin() {
    day.clear();
    window.reset();
    current = start;
  }

  void add(Columns samples, int from) {
    for (int i = from; i < samples.size(); i++) {
      long time = samples.times[i];
      if (time < start) {
        window.neighbour(time, samples.values[i]);
      } else {
        if (time >= current + ThinDay.MILLIS) {
          flush();
          current = Math.floorDiv(time, ThinDay.MILLIS) * ThinDay.MILLIS;
        }
        window.add(time, samples.values[i]);
      }
    }
  }

  /// The whole day; valid until the next begins.
  ThinDay end() {
    flush();
    return day;
  }

  private void flush() {
    if (window.count > 0) {
      day.add(current, window);
    }
    window.clear();
  }
}
