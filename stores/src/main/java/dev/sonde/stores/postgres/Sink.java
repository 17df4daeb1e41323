package dev.sonde.stores.postgres;

import dev.sonde.api.store.Points;

/// Takes one series' samples in order of time, and gives its points.
interface Sink {
  /// False when no more are wanted.
  boolean sample(long timeMillis, double value);

  /// How many points it keeps.
  int size();

  /// False when there are enough.
  boolean tell(Points each);
}
