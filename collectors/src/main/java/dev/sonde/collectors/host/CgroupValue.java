package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Text;

/// A number in a file of a cgroup: infinite when it says that there is no limit, NaN when it says
/// nothing sensible.
final class CgroupValue {
  private static final byte[] MAX = Ascii.bytes("max");
  private static final byte[] MINUS_ONE = Ascii.bytes("-1");
  private static final byte[] USAGE = Ascii.bytes("usage_usec");
  private static final long UNLIMITED = 1L << 62;

  enum Form {
    /// One number, or `max`, or -1.
    NUMBER,
    /// `quota period`, where the quota may be `max`.
    QUOTA,
    /// Lines of names and numbers, of which `usage_usec` counts.
    STAT
  }

  private final KeptFile file;
  private final Form form;
  private final double divisor;

  CgroupValue(KeptFile file, Form form, double divisor) {
    this.file = file;
    this.form = form;
    this.divisor = divisor;
  }

  double read() {
    Text text = file.read();
    if (text == null || !text.line()) {
      return Double.NaN;
    }
    return switch (form) {
      case NUMBER -> number(text) / divisor;
      case QUOTA -> number(text) / positive(text.number());
      case STAT -> usage(text) / divisor;
    };
  }

  void close() {
    file.close();
  }

  private static double number(Text text) {
    if (!text.word()) {
      return Double.NaN;
    }
    if (text.is(MAX) || text.is(MINUS_ONE)) {
      return Double.POSITIVE_INFINITY;
    }
    long number = text.asNumber();
    return number >= UNLIMITED ? Double.POSITIVE_INFINITY : sound(number);
  }

  private static double usage(Text text) {
    do {
      if (text.word() && text.is(USAGE)) {
        return sound(text.number());
      }
    } while (text.line());
    return Double.NaN;
  }

  private static double positive(long number) {
    return number > 0 ? number : Double.NaN;
  }

  private static double sound(long number) {
    return number < 0 ? Double.NaN : number;
  }
}
