package dev.sonde.stores.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// What a store's file holds, found out without reading all of it.
///
/// @param bytes of the file and the log beside it
/// @param freeBytes of those, what is used again before the file grows
/// @param series that have samples on any day
/// @param days (UTC) whose samples are there as they came
/// @param thinnedDays days of which only one row for each five minutes is there
/// @param oldestMillis of the samples that are there as they came, milliseconds since 1970
/// @param newestMillis the same for the newest
/// @param packedSamples how many packed samples were looked at
/// @param packedBytes how many bytes those take
/// @param damaged rows among those looked at that are not as they were written
/// @param setAside files that were found damaged and set aside
public record StoreSummary(
    Path file,
    int version,
    long bytes,
    long freeBytes,
    long series,
    int days,
    int thinnedDays,
    OptionalLong oldestMillis,
    OptionalLong newestMillis,
    long packedSamples,
    long packedBytes,
    int damaged,
    List<Path> setAside) {
  public StoreSummary {
    setAside = List.copyOf(setAside);
  }
}
