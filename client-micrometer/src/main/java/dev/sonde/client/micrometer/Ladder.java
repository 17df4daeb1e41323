package dev.sonde.client.micrometer;

import dev.sonde.api.Kind;
import dev.sonde.api.Series;
import dev.sonde.wire.histogram.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Series of one meter that differ in a number: `le` or `quantile`. The same numbers come in the
/// same order each time, so each is looked up once.
final class Ladder {
  private record Rung(double number, Optional<Series> series) {}

  private final Lines lines;
  private final String suffix;
  private final Kind kind;
  private final String label;
  private final List<Rung> rungs = new ArrayList<>();

  Ladder(Lines lines, String suffix, Kind kind, String label) {
    this.lines = lines;
    this.suffix = suffix;
    this.kind = kind;
    this.label = label;
  }

  Optional<Series> at(int place, double number) {
    if (place == rungs.size()) {
      rungs.add(rung(number));
    } else if (rungs.get(place).number() != number) {
      rungs.set(place, rung(number));
    }
    return rungs.get(place).series();
  }

  private Rung rung(double number) {
    return new Rung(number, lines.of(suffix, kind, label, Thresholds.text(number)));
  }
}
