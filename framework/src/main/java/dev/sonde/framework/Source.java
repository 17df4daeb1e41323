package dev.sonde.framework;

import dev.sonde.api.framework.Container;
import java.util.List;

/// Where a registered collector's values come from: the sorts of collectors there are. For one
/// thread at a time.
sealed interface Source permits ContainerSource, PartSource, SystemSource, AgentSource {
  void initialize() throws Exception;

  /// Measures all there is that is not yet among the findings: a scheduled run.
  ///
  /// @throws Exception when nothing could be measured at all
  void read(Findings into) throws Exception;

  /// Measures these containers, as far as they are not yet among the findings, and no other.
  ///
  /// @throws Exception when nothing could be measured at all
  default void read(List<Container> targets, Findings into) throws Exception {
    read(into);
  }

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
