package dev.sonde.collectors.host;

/// Reads one part of the machine.
interface Reader extends AutoCloseable {
  /// Records what there is and says what is absent.
  ///
  /// @throws InterruptedException when the run's time is over
  void read(Report report) throws InterruptedException;

  @Override
  void close();
}
