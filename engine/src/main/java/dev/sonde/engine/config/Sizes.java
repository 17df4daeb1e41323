package dev.sonde.engine.config;

import java.util.Locale;

/// Bytes as people write them: `512`, `64KiB`, `10MB`, `1GiB`.
public final class Sizes {
  static final String EXAMPLE = "a size such as 512, 64KiB, 10MB, 1GiB";

  private static final String[] UNITS = {
    "tib", "gib", "mib", "kib", "tb", "gb", "mb", "kb", "b", ""
  };
  private static final String[] NAMES = {"TiB", "GiB", "MiB", "KiB"};
  private static final long[] BYTES = {
    1L << 40,
    1L << 30,
    1L << 20,
    1L << 10,
    1_000_000_000_000L,
    1_000_000_000L,
    1_000_000L,
    1_000L,
    1L,
    1L
  };

  private Sizes() {}

  /// Reads a size. `KiB` is 1024 bytes, `KB` is 1000.
  ///
  /// @throws IllegalArgumentException with a message that reads on after the value
  public static long parse(String text) {
    int end = 0;
    while (end < text.length() && ".0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    String unit = text.substring(end).strip();
    return bytes(text.substring(0, end), factor(unit));
  }

  private static long bytes(String number, long factor) {
    try {
      return Numbers.times(number, factor);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("is not " + EXAMPLE);
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException("is too large");
    }
  }

  private static long factor(String unit) {
    String lower = unit.toLowerCase(Locale.ROOT);
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(lower)) {
        return BYTES[i];
      }
    }
    if (lower.length() == 1 && "kmgt".indexOf(lower.charAt(0)) >= 0) {
      String letter = lower.toUpperCase(Locale.ROOT);
      throw new IllegalArgumentException(
          "has an unclear unit; write " + letter + "iB (1024) or " + letter + "B (1000)");
    }
    throw new IllegalArgumentException("is not " + EXAMPLE);
  }

  /// Writes a size as [#parse] reads it.
  public static String show(long bytes) {
    for (int i = 0; i < NAMES.length; i++) {
      if (bytes >= BYTES[i] && bytes % BYTES[i] == 0) {
        return bytes / BYTES[i] + NAMES[i];
      }
    }
    return Long.toString(bytes);
  }
}
