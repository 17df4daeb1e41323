package dev.sonde.stores.postgres;

import dev.sonde.api.Series;
import java.util.UUID;

/// A series whose home is not known yet.
final class Newcomer {
  private final Series series;
  private final int run;
  private final byte[] identity;
  private final UUID digest;

  /// @param run those of one run were measured together
  Newcomer(Series series, int run) {
    this.series = series;
    this.run = run;
    this.identity = Identity.bytes(series);
    this.digest = Identity.digest(identity);
  }

  Series series() {
    return series;
  }

  int run() {
    return run;
  }

  byte[] identity() {
    return identity;
  }

  UUID digest() {
    return digest;
  }
}
