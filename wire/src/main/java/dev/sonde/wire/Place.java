package dev.sonde.wire;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;

/// Where a sample stands in an exposition: the family it is shown under, with legal names, and what
/// its own name adds to the family's.
record Place(String family, String suffix, Kind kind, String unit, String help) {
  static Place unknown(String name) {
    return new Place(Names.metric(name), "", Kind.UNKNOWN, "", "");
  }

  static Place of(String family, String suffix, Family known) {
    return new Place(Names.metric(family), suffix, known.kind(), known.unit(), known.help());
  }

  String sample() {
    return family + suffix;
  }

  /// The same sample in a family of its own, about which only the help is said.
  Place alone() {
    return new Place(sample(), "", Kind.UNKNOWN, "", help);
  }
}
