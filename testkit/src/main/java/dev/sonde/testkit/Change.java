package dev.sonde.testkit;

/// What was done to a file's bytes.
sealed interface Change permits Change.Cut, Write {
  /// Everything is done.
  void apply(Bytes to);

  /// A power cut came, and some of it may be done.
  void survive(Bytes to, Tearing tearing, Choice choice);

  /// At most so many ways to survive, for counting.
  double ways(Tearing tearing);

  /// A bit goes wrong where it lies.
  void flip(long at, int mask);

  /// One that can be flipped by itself.
  Change copy();

  /// The file was cut off.
  record Cut(int size) implements Change {
    @Override
    public void apply(Bytes to) {
      to.cut(size);
    }

    @Override
    public void survive(Bytes to, Tearing tearing, Choice choice) {
      if (choice.of(2) == 1) {
        apply(to);
      }
    }

    @Override
    public double ways(Tearing tearing) {
      return 2;
    }

    @Override
    public void flip(long at, int mask) {}

    @Override
    public Change copy() {
      return this;
    }
  }
}
