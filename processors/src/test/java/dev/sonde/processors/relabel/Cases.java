package dev.sonde.processors.relabel;

import dev.sonde.api.Labels;
import dev.sonde.testkit.MapSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The table in `cases.yaml`.
final class Cases {
  /// @param becomes absent when they are dropped
  record Case(
      String name,
      List<RelabelConfig> rules,
      Labels labels,
      Optional<Map<String, String>> becomes) {
    LabelSet start() {
      return LabelSet.of("", labels);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Cases() {}

  static List<Case> all() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in = Cases.class.getResourceAsStream("cases.yaml")) {
      Object loaded =
          new Load(LoadSettings.builder().build()).loadFromInputStream(Objects.requireNonNull(in));
      for (Object each : (List<?>) loaded) {
        cases.add(read((Map<?, ?>) each));
      }
    }
    return cases;
  }

  private static Case read(Map<?, ?> written) {
    List<RelabelConfig> rules = new ArrayList<>();
    for (Object each : (List<?>) Objects.requireNonNull(written.get("rules"))) {
      rules.add(rule((Map<?, ?>) each));
    }
    return new Case(
        String.valueOf(written.get("name")),
        rules,
        Labels.of(texts(written.get("labels"))),
        Optional.ofNullable(written.get("becomes")).map(Cases::texts));
  }

  private static RelabelConfig rule(Map<?, ?> written) {
    var settings = new MapSettings(written);
    RelabelConfig rule = RelabelConfig.read(settings);
    if (!settings.problems().isEmpty()) {
      throw new AssertionError(written + ": " + settings.problems());
    }
    return rule;
  }

  private static Map<String, String> texts(Object map) {
    Map<String, String> texts = new LinkedHashMap<>();
    ((Map<?, ?>) map).forEach((name, value) -> texts.put("" + name, "" + value));
    return texts;
  }
}
