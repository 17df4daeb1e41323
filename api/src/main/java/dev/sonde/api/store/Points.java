package dev.sonde.api.store;

import dev.sonde.api.Labels;

/// Takes an answer, series by series, each one's points in order of time. Says false when it has
/// enough: then the query ends.
public interface Points {
  /// The points that follow are this series'; there is at least one.
  boolean series(String name, Labels labels);

  /// One point of the series that was named last.
  ///
  /// @param timeMillis milliseconds since 1970, UTC
  boolean point(long timeMillis, double value);
}
