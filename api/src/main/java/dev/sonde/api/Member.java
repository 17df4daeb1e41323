package dev.sonde.api;

/// One of many things that a [CollectorGroup] measures.
public interface Member {
  /// Takes one reading. Called on a virtual thread, never twice at a time.
  ///
  /// It ends by itself in a bounded time, whatever its peer does: nobody interrupts it. A failure
  /// of what it measures is no exception but something to record; what it throws is a defect,
  /// logged and counted.
  void collect(Visit visit) throws InterruptedException;
}
