package dev.sonde.wire.scrape;

import dev.sonde.api.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How OpenMetrics names the samples of a family.
final class FamilyNames {
  static final List<String> NONE = List.of();

  private static final List<String> SAME = List.of("");
  private static final List<String> COUNTER = List.of("_total", "_created");
  private static final List<String> SUMMARY = List.of("", "_sum", "_count", "_created");
  private static final List<String> HISTOGRAM = List.of("_bucket", "_sum", "_count", "_created");
  private static final List<String> GAUGES = List.of("_bucket", "_gsum", "_gcount");
  private static final List<String> INFO = List.of("_info");

  private FamilyNames() {}

  static List<String> suffixes(Kind kind) {
    return switch (kind) {
      case UNKNOWN, GAUGE, STATE_SET -> SAME;
      case COUNTER -> COUNTER;
      case HISTOGRAM -> HISTOGRAM;
      case GAUGE_HISTOGRAM -> GAUGES;
      case SUMMARY -> SUMMARY;
      case INFO -> INFO;
    };
  }

  static boolean same(byte[] name, byte[] other) {
    return Arrays.equals(name, other);
  }

  static boolean endsInUnit(byte[] name, String unit) {
    var end = ("_" + unit).getBytes(StandardCharsets.UTF_8);
    int from = name.length - end.length;
    return from > 0 && Arrays.equals(name, from, name.length, end, 0, end.length);
  }

  /// What the name of a sample has more than that of its family; null when it belongs to another.
  static @Nullable String suffix(Kind kind, byte[] family, byte[] sample) {
    int more = sample.length - family.length;
    for (var suffix : suffixes(kind)) {
      if (suffix.length() == more && fits(family, sample, suffix)) {
        return suffix;
      }
    }
    return null;
  }

  private static boolean fits(byte[] family, byte[] sample, String suffix) {
    return Bytes.has(sample, family.length, suffix)
        && Arrays.equals(sample, 0, family.length, family, 0, family.length);
  }

  /// The label that tells lines of one metric apart, -1 when there is none.
  static int special(Kind kind, String suffix, byte[] page, LabelScanner labels, byte[] family) {
    return switch (kind) {
      case HISTOGRAM, GAUGE_HISTOGRAM -> suffix.equals("_bucket") ? labels.find(page, "le") : -1;
      case SUMMARY -> suffix.isEmpty() ? labels.find(page, "quantile") : -1;
      case STATE_SET -> labels.find(page, family);
      case UNKNOWN, GAUGE, COUNTER, INFO -> -1;
    };
  }

  static byte[] joined(byte[] family, String suffix) {
    var joined = Arrays.copyOf(family, family.length + suffix.length());
    for (int i = 0; i < suffix.length(); i++) {
      joined[family.length + i] = (byte) suffix.charAt(i);
    }
    return joined;
  }
}
