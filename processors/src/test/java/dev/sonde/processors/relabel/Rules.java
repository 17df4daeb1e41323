package dev.sonde.processors.relabel;

import dev.sonde.testkit.MapSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rules for tests, whatever is wrong with them.
final class Rules {
  private Rules() {}

  static RelabelConfig of(Map<String, ?> keys) {
    return RelabelConfig.unchecked(new MapSettings(keys), LabelNaming.UTF8);
  }

  static List<String> problems(Object... keysAndValues) {
    return problems(LabelNaming.UTF8, keysAndValues);
  }

  static List<String> problems(LabelNaming naming, Object... keysAndValues) {
    var keys = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    var settings = new MapSettings(keys);
    RelabelConfig.read(settings, naming);
    return settings.problems();
  }
}
