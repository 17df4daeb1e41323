package dev.sonde.app.plugin;

import dev.sonde.api.Sheet;
import dev.sonde.api.Visit;

/// A run whose member writes nothing.
final class NoVisit implements Visit {
  @Override
  public long time() {
    return 0;
  }

  @Override
  public Sheet page() {
    throw new AssertionError("nothing is written");
  }

  @Override
  public Sheet report() {
    throw new AssertionError("nothing is written");
  }
}
