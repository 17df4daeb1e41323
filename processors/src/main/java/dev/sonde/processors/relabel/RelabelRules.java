package dev.sonde.processors.relabel;

import dev.sonde.api.Settings;
import java.util.List;

/// What the processor `relabel` does: one rule, or several that share labels beginning with `__`.
///
/// @param rules in the order in which they are applied
public record RelabelRules(List<RelabelConfig> rules) {
  private static final List<String> KEYS =
      List.of(
          "source_labels",
          "separator",
          "target_label",
          "regex",
          "modulus",
          "replacement",
          "action");

  public RelabelRules {
    rules = List.copyOf(rules);
  }

  static RelabelRules read(Settings in) {
    List<RelabelConfig> rules =
        in.sections("rules", "Several rules instead of the one written here.", RelabelConfig::read);
    if (!in.has("rules")) {
      return new RelabelRules(List.of(RelabelConfig.read(in)));
    }
    RelabelConfig.unchecked(in, LabelNaming.UTF8);
    KEYS.stream()
        .filter(in::has)
        .forEach(key -> in.problem(key, "stands beside rules; make it a key of one of them"));
    if (rules.isEmpty()) {
      in.problem("rules", "is empty; write rules, or take it out");
    }
    return new RelabelRules(rules);
  }
}
