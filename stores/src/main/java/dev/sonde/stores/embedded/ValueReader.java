package dev.sonde.stores.embedded;

import java.util.Arrays;

/// Reads what [ValueWriter] wrote. Reused; for one thread.
final class ValueReader {
  private final ByteSource in;
  private final BitReader bits;
  private final Decimals decimals = new Decimals();

  ValueReader(ByteSource in) {
    this.in = in;
    this.bits = new BitReader(in);
  }

  /// @param values with room for them
  /// @param count at least one
  void read(double[] values, int count) throws Damage {
    bits.end();
    switch (in.take()) {
      case ValueWriter.CONSTANT ->
          Arrays.fill(values, 0, count, Double.longBitsToDouble(in.fixed64()));
      case ValueWriter.RAW -> {
        for (int i = 0; i < count; i++) {
          values[i] = Double.longBitsToDouble(in.fixed64());
        }
      }
      case ValueWriter.XOR -> Xor.read(in, bits, values, count);
      case ValueWriter.DECIMAL -> decimals.read(in, bits, values, count);
      default -> throw new Damage("values in an unknown form");
    }
  }
}
