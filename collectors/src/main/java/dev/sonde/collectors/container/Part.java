package dev.sonde.collectors.container;

import dev.sonde.api.Slot;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An interface or a device of a container, and its numbers in this run. Mutable, so that reading
/// allocates nothing.
final class Part {
  final byte[] word;
  final String name;
  final double[] values;
  final @Nullable Slot[] slots;

  /// @param word as it stands in files
  /// @param name as people know it
  Part(byte[] word, String name, int count) {
    this.word = word;
    this.name = name;
    this.values = new double[count];
    this.slots = new Slot[count];
    clear();
  }

  void clear() {
    Arrays.fill(values, Double.NaN);
  }
}
