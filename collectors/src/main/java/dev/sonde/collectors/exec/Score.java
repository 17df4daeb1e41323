package dev.sonde.collectors.exec;

import java.util.OptionalInt;

/// How a run went, and what came of it.
///
/// @param samples that it brought
/// @param failure what went wrong, in words; empty when nothing did
/// @param note what is wrong with a run that was good all the same; empty when nothing is
record Score(long nanos, OptionalInt code, int samples, String failure, String note) {
  boolean up() {
    return failure.isEmpty();
  }

  /// What a person should know; empty when all is well.
  String trouble() {
    return failure.isEmpty() ? note : failure;
  }
}
