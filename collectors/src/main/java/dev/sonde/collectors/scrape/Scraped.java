package dev.sonde.collectors.scrape;

import dev.sonde.api.Labels;
import dev.sonde.api.Sheet;

/// Writes what is said of a target in every run.
final class Scraped {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Labels labels;

  Scraped(Labels labels) {
    this.labels = labels;
  }

  void write(Score score, Sheet to, long timeMillis) {
    double[] values = {
      score.up() ? 1 : 0,
      score.nanos() / NANOS_PER_SECOND,
      score.scraped(),
      score.kept(),
      score.added()
    };
    var families = ScrapeFamilies.all();
    boolean blank = to.begin();
    for (int place = 0; place < values.length; place++) {
      if (blank) {
        to.define(place, families.get(place), labels, values[place], timeMillis);
      } else {
        to.again(place, values[place], timeMillis);
      }
    }
    to.end(values.length, true);
  }
}
