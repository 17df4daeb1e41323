package dev.sonde.wire;

import dev.sonde.api.Family;
import dev.sonde.api.Series;
import org.jspecify.annotations.Nullable;

/// What an exposition shows: rows of one series and its sample each, in any order, and what is
/// known about names. It must not change while it is being written.
public interface Page {
  /// How many rows there are.
  int size();

  /// Whose sample stands in this row; no series stands twice.
  Series series(int row);

  /// When it was taken: milliseconds since 1970, UTC.
  long time(int row);

  /// Its value; a stale marker is left out of the exposition.
  double value(int row);

  /// What is known about a name, or null. Counters and infos are known under the names of their
  /// samples (`x_total`, `x_info`), histograms and summaries under the name without `_bucket`,
  /// `_sum`, `_count`, or, as a scraped page gives them, under that of each sample.
  @Nullable Family family(String name);
}
