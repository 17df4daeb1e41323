package dev.sonde.wire.remotewrite;

import dev.sonde.api.Kind;
import java.util.List;

/// The numbers of types, the same in both protocols.
final class MetricTypes {
  private MetricTypes() {}

  static Kind kind(long number) {
    return switch (Math.clamp(number, 0, 8)) {
      case 1 -> Kind.COUNTER;
      case 2 -> Kind.GAUGE;
      case 3 -> Kind.HISTOGRAM;
      case 4 -> Kind.GAUGE_HISTOGRAM;
      case 5 -> Kind.SUMMARY;
      case 6 -> Kind.INFO;
      case 7 -> Kind.STATE_SET;
      default -> Kind.UNKNOWN;
    };
  }

  /// What the names of its samples may have more than its own.
  static List<String> suffixes(Kind kind) {
    return switch (kind) {
      case HISTOGRAM -> List.of("", "_bucket", "_sum", "_count");
      case GAUGE_HISTOGRAM -> List.of("", "_bucket", "_gsum", "_gcount");
      case SUMMARY -> List.of("", "_sum", "_count");
      case UNKNOWN, GAUGE, COUNTER, INFO, STATE_SET -> List.of("");
    };
  }
}
