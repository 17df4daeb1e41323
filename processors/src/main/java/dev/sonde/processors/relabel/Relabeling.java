package dev.sonde.processors.relabel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The rules of a list, compiled once, as Prometheus applies them. Immutable; safe for several
/// threads.
public final class Relabeling {
  private final List<RelabelConfig> configs;
  private final List<Rule> rules;

  /// @throws IllegalArgumentException for a rule with mistakes: those [RelabelConfig#read] notes
  public Relabeling(List<RelabelConfig> configs) {
    this.configs = List.copyOf(configs);
    rules = compile(this.configs);
  }

  private static List<Rule> compile(List<RelabelConfig> configs) {
    List<Rule> rules = new ArrayList<>(configs.size());
    for (int i = 0; i < configs.size(); i++) {
      for (RuleCheck.Mistake each : configs.get(i).mistakes()) {
        String place = "rule " + (i + 1) + ": " + each.key() + ": ";
        throw new IllegalArgumentException(place + each.message());
      }
      rules.add(Rule.of(configs.get(i)));
    }
    return List.copyOf(rules);
  }

  /// Are there no rules?
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /// Applies all rules in order. Labels that begin with `__` are left for the caller.
  ///
  /// @return is it kept? When not, the labels are as the rule that ended them found them
  public boolean apply(LabelSet labels) {
    for (int i = 0; i < rules.size(); i++) {
      if (!rules.get(i).apply(labels)) {
        return false;
      }
    }
    return true;
  }

  /// The same, and says what each rule did: `rule 1: replace: set host="a" (regex matched "a:1")`.
  /// Rules behind one that ends the labels say nothing.
  public boolean apply(LabelSet labels, Consumer<String> trace) {
    for (int i = 0; i < rules.size(); i++) {
      LabelSet before = labels.copy();
      boolean kept = rules.get(i).apply(labels);
      trace.accept("rule " + (i + 1) + ": " + Wording.of(configs.get(i), before, labels, kept));
      if (!kept) {
        return false;
      }
    }
    return true;
  }
}
