package dev.sonde.collectors.container;

/// Reads some of a container's numbers. For one thread.
interface Reading {
  /// What can't be read stays absent.
  void read(Vitals into);

  /// Does it say by a clock other than this machine's when the CPU time was read?
  default boolean hasOwnClock() {
    return false;
  }

  /// Gives back what it holds; it is not read any more.
  void close();
}
