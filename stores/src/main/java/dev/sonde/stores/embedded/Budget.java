package dev.sonde.stores.embedded;

/// How much is packed in one go, whatever comes in.
///
/// @param samples how many are in memory at a time, 16 bytes each
/// @param small up to how many the rows are read again for each such part; more are sorted in a
///   file of their own first
/// @param slice how many samples of a window are packed before their rows go
record Budget(int samples, int small, int slice) {
  /// 4 MiB of samples, at most as much again to find them, and a file of up to 512 MiB.
  static final Budget STANDARD = new Budget(1 << 18, 1 << 21, 1 << 25);
}
