package dev.sonde.delivery;

/// How much to take at once: half as much after "too large", then slowly more again.
final class BatchSize {
  private static final int STEPS_BACK = 64;

  private final int most;
  private int now;

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

  void delivered() {
    now = Math.min(most, now + Math.max(1, now / STEPS_BACK));
  }
}
