package dev.sonde.it.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/// How far a destination has the samples of each start of each agent. What it takes and how far it
/// is change together. Safe for many threads.
final class Positions {
  private final Map<String, Long> reached = new HashMap<>();

  /// Takes a batch that begins where the last one ended, or later.
  ///
  /// @return empty when some of it was taken before: then nothing is
  synchronized Optional<Integer> advance(Position batch, IntSupplier take) {
    if (batch.from() < of(batch)) {
      return Optional.empty();
    }
    reached.put(batch.source(), batch.to());
    return Optional.of(take.getAsInt());
  }

  synchronized long of(Position batch) {
    return reached.getOrDefault(batch.source(), 0L);
  }
}
