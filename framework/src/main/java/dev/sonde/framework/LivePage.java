package dev.sonde.framework;

import dev.sonde.api.Family;
import dev.sonde.api.Series;
import dev.sonde.engine.Snapshot;
import dev.sonde.wire.Page;

/// A moment of the live view, as the wire formats read it.
record LivePage(Snapshot snapshot) implements Page {
  @Override
  public int size() {
    return snapshot.size();
  }

  @Override
  public Series series(int row) {
    return snapshot.series(row);
  }

  @Override
  public long time(int row) {
    return snapshot.time(row);
  }

  @Override
  public double value(int row) {
    return snapshot.value(row);
  }

  @Override
  public Family family(String name) {
    return snapshot.family(name);
  }
}
