package dev.sonde.api;

/// What is known about a name: what its numbers are, their unit, and a sentence for people.
///
/// A family is *about* series, it does not identify them: two series of one name share it, and it
/// may become known, or change, after the first sample.
///
/// @param name the metric's name, as its samples carry it (counters end in `_total`)
/// @param kind what the numbers are
/// @param unit base unit in plural (`bytes`, `seconds`, `percent`), empty when there is none
/// @param help one sentence without a line break, empty when there is none
public record Family(String name, Kind kind, String unit, String help) {
  public Family {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a family needs a name");
    }
  }

  /// A family of gauges: numbers that go up and down.
  public static Family gauge(String name, String unit, String help) {
    return new Family(name, Kind.GAUGE, unit, help);
  }

  /// A family of counters: numbers that only grow, until a restart sets them to zero.
  public static Family counter(String name, String unit, String help) {
    return new Family(name, Kind.COUNTER, unit, help);
  }
}
