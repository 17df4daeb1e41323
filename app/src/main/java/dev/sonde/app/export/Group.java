package dev.sonde.app.export;

import dev.sonde.api.Kind;
import java.util.List;

/// Names that are shown as one family.
///
/// @param names of its samples, those that stand first at each instant first
record Group(String family, Kind kind, String unit, String help, List<String> names) {
  Group {
    names = List.copyOf(names);
  }

  /// Must its series be shown together, instant by instant?
  boolean isWoven() {
    return switch (kind) {
      case HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY -> true;
      case UNKNOWN, GAUGE, COUNTER, INFO, STATE_SET -> names.size() > 1;
    };
  }

  /// The label that tells a name's series of one metric apart; empty when there is just one.
  String part(String name) {
    return switch (kind) {
      case HISTOGRAM, GAUGE_HISTOGRAM -> name.equals(family + "_bucket") ? "le" : "";
      case SUMMARY -> name.equals(family) ? "quantile" : "";
      case STATE_SET, UNKNOWN, GAUGE, COUNTER, INFO -> "";
    };
  }
}
