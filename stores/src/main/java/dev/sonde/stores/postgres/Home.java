package dev.sonde.stores.postgres;

import dev.sonde.api.Family;
import org.jspecify.annotations.Nullable;

/// Where a series' samples stand.
final class Home {
  final int layout;
  final int place;
  final @Nullable Gauge gauge;

  /// What was stored last about its name.
  @Nullable Family family;

  /// When it was looked up last, in look-ups.
  long met;

  /// @param place in the arrays of its layout, from 1 on
  Home(int layout, int place) {
    this(layout, place, null);
  }

  private Home(int layout, int place, @Nullable Gauge gauge) {
    this.layout = layout;
    this.place = place;
    this.gauge = gauge;
  }

  /// The same for a series that has a place in document 001's tables, too.
  Home with(@Nullable Gauge newGauge) {
    return new Home(layout, place, newGauge);
  }
}
