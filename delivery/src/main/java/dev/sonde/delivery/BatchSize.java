package dev.sonde.delivery;

/// How much to take at once: half as much after "too large", then slowly more again. And whether
/// that is the samples' fault.
final class BatchSize {
  private static final int STEPS_BACK = 64;

  /// So many single samples in a row are not too large: the limit is wrong.
  private static final int MANY = 3;

  private final int most;
  private int now;
  private int singles;

  BatchSize(int most) {
    this.most = most;
    this.now = most;
  }

  int now() {
    return now;
  }

  void tooLarge(long count) {
    now = Math.clamp(count / 2, 1, now);
  }

  /// One sample alone was too large.
  void oneTooLarge() {
    singles = Math.min(MANY, singles + 1);
  }

  boolean limitIsWrong() {
    return singles == MANY;
  }

  void delivered() {
    singles = 0;
    now = Math.min(most, now + Math.max(1, now / STEPS_BACK));
  }
}
