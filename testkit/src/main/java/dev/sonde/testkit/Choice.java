package dev.sonde.testkit;

/// Decides, again and again, one of so many things.
interface Choice {
  /// A number from zero to one less than the options.
  int of(int options);
}
