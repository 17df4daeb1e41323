package dev.sonde.app.query;

import java.util.List;

/// What came as an answer.
///
/// @param fold the word for it
/// @param toMillis where the last step ends
record Chart(long fromMillis, long toMillis, long stepMillis, String fold, List<Drawn> series) {
  Chart {
    series = List.copyOf(series);
  }
}
