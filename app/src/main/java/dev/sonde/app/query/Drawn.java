package dev.sonde.app.query;

import dev.sonde.api.Labels;

/// A series with a value for each step.
///
/// @param unit of its family, empty when not known
/// @param values NaN where there is none
@SuppressWarnings("ArrayRecordComponent") // made once, drawn once, compared by nobody
record Drawn(String name, Labels labels, String unit, double[] values) {
  double least() {
    double least = Double.NaN;
    for (double each : values) {
      least = Double.isNaN(least) || each < least ? each : least;
    }
    return least;
  }

  double most() {
    double most = Double.NaN;
    for (double each : values) {
      most = Double.isNaN(most) || each > most ? each : most;
    }
    return most;
  }

  double last() {
    double last = Double.NaN;
    for (double each : values) {
      last = Double.isNaN(each) ? last : each;
    }
    return last;
  }

  double mean() {
    double sum = 0;
    int count = 0;
    for (double each : values) {
      sum += Double.isNaN(each) ? 0 : each;
      count += Double.isNaN(each) ? 0 : 1;
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /// Is there no value at all?
  boolean isEmpty() {
    return Double.isNaN(last());
  }
}
