package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import dev.sonde.processors.relabel.LabelNaming;
import java.util.LinkedHashMap;
import java.util.Map;

/// The key `labels` of targets.
final class TargetLabels {
  private TargetLabels() {}

  static Map<String, String> read(Settings in, LabelNaming naming) {
    Map<String, String> labels = new LinkedHashMap<>(in.map("labels", "Labels of these targets."));
    for (String name : Map.copyOf(labels).keySet()) {
      if (!naming.allows(name)) {
        in.problem("labels", "\"" + name + "\" is not a label's name");
        labels.remove(name);
      }
    }
    return labels;
  }
}
