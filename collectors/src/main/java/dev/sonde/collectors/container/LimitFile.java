package dev.sonde.collectors.container;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Text;
import org.jspecify.annotations.Nullable;

/// A limit, in one file or two: it changes rarely, so it is read again only every 16th run, and its
/// files do not stay open. `max`, -1 and what is beyond every machine are no limit.
final class LimitFile implements Reading {
  private static final int RUNS = 16;
  private static final double BEYOND = 0x1p60;

  private final KeptFile file;
  private final @Nullable KeptFile divisor;
  private final boolean pair;
  private final Vital vital;
  private double limit = Double.NaN;
  private int left;

  private LimitFile(KeptFile file, @Nullable KeptFile divisor, boolean pair, Vital vital) {
    this.file = file;
    this.divisor = divisor;
    this.pair = pair;
    this.vital = vital;
  }

  /// One number.
  static LimitFile one(KeptFile file, Vital vital) {
    return new LimitFile(file, null, false, vital);
  }

  /// Two numbers in a line, of which the first is divided by the second.
  static LimitFile pair(KeptFile file, Vital vital) {
    return new LimitFile(file, null, true, vital);
  }

  /// The same in two files.
  static LimitFile pair(KeptFile file, KeptFile divisor, Vital vital) {
    return new LimitFile(file, divisor, false, vital);
  }

  @Override
  public void read(Vitals into) {
    if (left == 0) {
      left = RUNS;
      limit = now();
    }
    left--;
    into.set(vital, limit < BEYOND ? limit : Double.NaN);
  }

  @Override
  public void close() {
    file.close();
  }

  private double now() {
    Text text = file.once();
    if (text == null || !text.line()) {
      return Double.NaN;
    }
    double value = text.amount();
    if (pair) {
      return value / positive(text.amount());
    }
    return divisor == null ? value : value / only(divisor);
  }

  private static double only(KeptFile file) {
    Text text = file.once();
    return text != null && text.line() ? positive(text.amount()) : Double.NaN;
  }

  private static double positive(double value) {
    return value > 0 ? value : Double.NaN;
  }
}
