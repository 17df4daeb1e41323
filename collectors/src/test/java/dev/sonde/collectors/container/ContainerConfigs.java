package dev.sonde.collectors.container;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Configurations that tests need.
final class ContainerConfigs {
  private ContainerConfigs() {}

  static ContainerConfig labelled(List<String> labelsFrom) {
    return with(Selection.ALL, Selection.ALL, Selection.ALL, Selection.ALL, labelsFrom, 2000);
  }

  static ContainerConfig most(int containers) {
    return with(Selection.ALL, Selection.ALL, Selection.ALL, Selection.ALL, List.of(), containers);
  }

  static ContainerConfig with(
      Selection names,
      Selection images,
      Selection labels,
      Selection states,
      List<String> labelsFrom,
      int most) {
    return new ContainerConfig(
        List.of(),
        Optional.empty(),
        names,
        images,
        labels,
        states,
        labelsFrom,
        true,
        Duration.ofSeconds(2),
        most);
  }
}
