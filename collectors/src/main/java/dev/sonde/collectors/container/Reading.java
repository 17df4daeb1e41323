package dev.sonde.collectors.container;

/// Reads some of a container's numbers. For one thread.
interface Reading {
  /// What can't be read stays absent.
  void read(Vitals into);

  /// Gives back what it holds; it is not read any more.
  void close();
}
