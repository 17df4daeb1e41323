package dev.sonde.api;

/// The value that says "this series ends here": the quiet NaN that Prometheus and its relatives
/// use.
///
/// Arithmetic destroys it (adding zero is enough), so test for it before computing anything.
public final class Stale {
  private static final long BITS = 0x7ff0000000000002L;

  private Stale() {}

  /// The marker itself.
  public static double marker() {
    return Double.longBitsToDouble(BITS);
  }

  /// Is this value the marker? Any other NaN is not.
  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
