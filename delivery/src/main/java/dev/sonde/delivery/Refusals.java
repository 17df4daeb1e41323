package dev.sonde.delivery;

/// What a destination would not take since it last took something.
record Refusals(int batches, long samples) {
  static final Refusals NONE = new Refusals(0, 0);

  /// So many in a row are no longer the batches' fault.
  private static final int MANY = 3;

  Refusals and(long more) {
    return new Refusals(batches + 1, samples + more);
  }

  boolean any() {
    return batches > 0;
  }

  boolean many() {
    return batches >= MANY;
  }
}
