package dev.sonde.collectors.statsd;

import dev.sonde.api.Appended;
import dev.sonde.api.Emitter;
import dev.sonde.api.Labels;
import dev.sonde.api.Time;
import dev.sonde.wire.statsd.StatsdAggregator;
import dev.sonde.wire.statsd.StatsdLimits;
import dev.sonde.wire.statsd.StatsdReader;
import dev.sonde.wire.statsd.StatsdReport;
import dev.sonde.wire.statsd.StatsdRules;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What has come, and what it adds up to. Safe for all threads.
final class Sums {
  private static final String REFUSED = "lines";

  private final Time time;
  private final StatsdReader reader = new StatsdReader(StatsdLimits.USUAL);
  private final StatsdAggregator aggregator;
  private long taken;
  private long ignored;
  private long refused;
  private String problem = "";

  Sums(StatsdRules rules, Time time, long seed) {
    this.time = time;
    this.aggregator = new StatsdAggregator(seed, rules);
  }

  /// A new run begins.
  synchronized void begin() {
    problem = "";
  }

  /// Takes whole lines.
  ///
  /// @param to exclusive
  synchronized void take(byte[] lines, int from, int to) {
    aggregator.at(TimeUnit.NANOSECONDS.toMillis(time.nanos()));
    StatsdReport report = reader.read(lines, from, to, aggregator);
    taken += report.values();
    ignored += report.ignored();
    refused += report.refused();
    if (!report.problem().isEmpty()) {
      problem = report.problem();
    }
  }

  /// Something came that is no line.
  synchronized void refuse(String why) {
    refused++;
    problem = why;
  }

  /// Records everything. What the journal does not take is recorded again, with what came
  /// meanwhile.
  synchronized void record(Emitter out, Duration patience) throws InterruptedException {
    out.begin();
    aggregator.at(TimeUnit.NANOSECONDS.toMillis(time.nanos()));
    aggregator.write(out);
    count(out, "taken", taken);
    count(out, "ignored", ignored);
    count(out, "refused", refused);
    out.record(out.slot(StatsdFamilies.SERIES, Labels.NONE), aggregator.series());
    if (!(out.commitWithin(patience) instanceof Appended.Refused)) {
      aggregator.written(out);
    }
    tell(out);
  }

  /// What was wrong since it was told last.
  private void tell(Emitter out) {
    if (problem.isEmpty()) {
      out.present(REFUSED);
    } else {
      out.absent(REFUSED, "the last of those that can't be taken: " + problem);
      problem = "";
    }
  }

  private static void count(Emitter out, String outcome, long count) {
    out.record(out.slot(StatsdFamilies.VALUES, Labels.of("outcome", outcome)), count);
  }
}
