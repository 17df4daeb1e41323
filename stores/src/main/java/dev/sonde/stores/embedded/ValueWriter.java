package dev.sonde.stores.embedded;

/// Values bit by bit, in the form that takes least: constant, decimal, changing bits, or as they
/// are. Reused; for one thread.
final class ValueWriter {
  static final int CONSTANT = 0;
  static final int RAW = 1;
  static final int XOR = 2;
  static final int DECIMAL = 3;

  /// What takes no more is good enough to try nothing else.
  private static final int GOOD = 3;

  private final Bytes out;
  private final Bytes trial = new Bytes();
  private final Bytes second = new Bytes();
  private final Decimals decimals = new Decimals();
  private final Packing packing = new Packing(trial, new BitWriter(trial));
  private final BitWriter bits = new BitWriter(second);

  ValueWriter(Bytes out) {
    this.out = out;
  }

  void write(double[] values, int from, int to) {
    if (isConstant(values, from, to)) {
      out.put(CONSTANT);
      out.fixed64(Double.doubleToRawLongBits(values[from]));
      return;
    }
    int count = to - from;
    trial.clear();
    second.clear();
    boolean decimal = decimals.fits(values, from, to);
    if (decimal) {
      decimals.write(trial, packing, values, from, to);
    }
    boolean good = decimal && trial.size() <= GOOD * count;
    if (!good) {
      Xor.write(second, bits, values, from, to);
    }
    if (decimal && (good || trial.size() <= second.size())) {
      out.put(DECIMAL);
      out.put(trial);
    } else if (second.size() < count * Double.BYTES) {
      out.put(XOR);
      out.put(second);
    } else {
      raw(values, from, to);
    }
  }

  private void raw(double[] values, int from, int to) {
    out.put(RAW);
    for (int i = from; i < to; i++) {
      out.fixed64(Double.doubleToRawLongBits(values[i]));
    }
  }

  private static boolean isConstant(double[] values, int from, int to) {
    long first = Double.doubleToRawLongBits(values[from]);
    for (int i = from + 1; i < to; i++) {
      if (Double.doubleToRawLongBits(values[i]) != first) {
        return false;
      }
    }
    return true;
  }
}
