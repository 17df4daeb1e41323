package dev.sonde.it.journal;

/// Samples pushed together: one of each of a worker's series, all of one instant. The value of a
/// sample is its running number among its worker's, and its remainder by `size` says which series.
///
/// @param size how many series a worker has
record Push(int worker, long from, int size, long millis) {
  long to() {
    return from + size;
  }
}
