package dev.sonde.framework;

import dev.sonde.api.framework.Container;
import java.util.List;

/// Where a registered collector's values come from: the three sorts of collectors there are. For
/// one thread at a time.
sealed interface Source permits ContainerSource, SystemSource, AgentSource {
  void initialize() throws Exception;

  /// The containers that a scheduled run measures; none for what measures no containers.
  List<Container> targets() throws Exception;

  /// Measures what is not yet among the findings.
  ///
  /// @throws Exception when nothing could be measured at all
  void read(List<Container> targets, Findings into) throws Exception;

  /// Does it measure containers, one by one?
  default boolean isTargeted() {
    return false;
  }

  /// Are there values that need an earlier reading to compare with?
  default boolean comparesReadings() {
    return false;
  }

  void close();
}
