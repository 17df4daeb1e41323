package dev.sonde.api;

import java.util.List;

/// Decides about series on their way from a producer to the journal.
///
/// [#decide] depends on its arguments alone: the verdict is kept with the series until the
/// configuration changes. It is called from many threads at once, and must not block.
public interface Processor {
  /// What happens to a series with this name and these labels.
  Verdict decide(String name, Labels labels);

  /// How it comes to that verdict, a line for each thing that it did; none when the verdict says it
  /// all. For people who ask about one series.
  default List<String> reasons(String name, Labels labels) {
    return List.of();
  }
}
