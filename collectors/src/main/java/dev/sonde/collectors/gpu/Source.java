package dev.sonde.collectors.gpu;

import java.io.IOException;
import java.util.List;

/// Reads the GPUs of one sort.
interface Source {
  /// A few words: `nvidia`, `amd`, `jetson`.
  String name();

  /// Is there anything it could read? Looks at a few files.
  boolean isPresent();

  /// Reads them all. Called on a thread that may hang in it, never twice at a time.
  ///
  /// @throws IOException when none could be read
  void refresh() throws IOException;

  /// Those it knows, the lost ones included. From any thread.
  List<Gpu> gpus();

  /// Makes a refresh that still goes end soon, as far as it can. From any thread.
  default void giveUp() {}

  /// Gives back what it holds. Called on a thread that may hang in it, never during a refresh.
  default void close() {}
}
