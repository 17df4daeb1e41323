package dev.sonde.collectors.exec;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Sheet;
import java.util.List;

/// Writes what is said of a command in every run.
final class RunReport {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Labels labels;
  private int before;

  RunReport(String command) {
    this.labels = Labels.of("command", command);
  }

  void write(Score score, Sheet to, long timeMillis) {
    double[] values = {
      score.up() ? 1 : 0, score.nanos() / NANOS_PER_SECOND, score.samples(), score.code().orElse(0)
    };
    int count = score.code().isPresent() ? values.length : values.length - 1;
    List<Family> families = ExecFamilies.all();
    boolean blank = to.begin() || count != before;
    for (int place = 0; place < count; place++) {
      if (blank) {
        to.define(place, families.get(place), labels, values[place], timeMillis);
      } else {
        to.again(place, values[place], timeMillis);
      }
    }
    to.end(count, true);
    before = count;
  }
}
