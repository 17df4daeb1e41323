package dev.sonde.wire.columns;

import dev.sonde.api.Kind;

/// The numbers kinds have on disk; they never change.
public final class Kinds {
  private Kinds() {}

  public static int code(Kind kind) {
    return switch (kind) {
      case UNKNOWN -> 0;
      case GAUGE -> 1;
      case COUNTER -> 2;
      case HISTOGRAM -> 3;
      case GAUGE_HISTOGRAM -> 4;
      case SUMMARY -> 5;
      case INFO -> 6;
      case STATE_SET -> 7;
    };
  }

  /// A code from a newer version is a kind we don't know.
  public static Kind of(int code) {
    return switch (code) {
      case 1 -> Kind.GAUGE;
      case 2 -> Kind.COUNTER;
      case 3 -> Kind.HISTOGRAM;
      case 4 -> Kind.GAUGE_HISTOGRAM;
      case 5 -> Kind.SUMMARY;
      case 6 -> Kind.INFO;
      case 7 -> Kind.STATE_SET;
      default -> Kind.UNKNOWN;
    };
  }
}
