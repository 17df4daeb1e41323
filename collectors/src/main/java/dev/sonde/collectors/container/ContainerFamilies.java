package dev.sonde.collectors.container;

import dev.sonde.api.Family;
import java.util.LinkedHashSet;
import java.util.List;

/// Every family that the container collector may record.
public final class ContainerFamilies {
  private ContainerFamilies() {}

  /// All of them, in the order in which people read them.
  public static List<Family> all() {
    var all = new LinkedHashSet<Family>();
    for (Vital each : Vital.values()) {
      all.add(each.family);
    }
    for (PartKind each : PartKind.values()) {
      all.addAll(each.families);
    }
    return List.copyOf(all);
  }
}
