package dev.sonde.stores.embedded;

/// Is told how far long work on a store's file has come.
@FunctionalInterface
public interface Watcher {
  /// What is being done.
  enum Phase {
    /// Bytes are copied.
    COPY,
    /// The copy is read again.
    CHECK
  }

  /// Called from one thread, a few times a second or less often.
  ///
  /// @param done bytes
  /// @param total bytes in all, as far as is known
  void seen(Phase phase, long done, long total);
}
