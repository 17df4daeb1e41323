package dev.sonde.processors.relabel;

import java.util.ArrayList;
import java.util.List;

/// Prometheus' checks of one rule, in words that say what to write instead.
final class RuleCheck {
  /// @param key where it stands
  record Mistake(String key, String message) {}

  private final RelabelConfig rule;
  private final List<Mistake> mistakes = new ArrayList<>();

  RuleCheck(RelabelConfig rule) {
    this.rule = rule;
  }

  /// Those that are mistakes whatever the action.
  List<Mistake> ofAnyAction() {
    names();
    regex();
    return mistakes;
  }

  List<Mistake> mistakes() {
    ofAnyAction();
    target();
    switch (rule.action()) {
      case HASHMOD -> modulus();
      case LABELMAP -> mapped();
      case LOWERCASE, UPPERCASE -> noReplacement();
      case KEEPEQUAL, DROPEQUAL -> onlyTarget();
      case LABELDROP, LABELKEEP -> onlyRegex();
      case REPLACE, KEEP, DROP -> {}
    }
    return mistakes;
  }

  private void names() {
    for (String name : rule.sourceLabels()) {
      if (!rule.naming().allows(name)) {
        add("source_labels", "\"" + name + "\" is no label's name; write " + allowed());
      }
    }
  }

  private void regex() {
    try {
      Expression.of(rule.regex());
    } catch (IllegalArgumentException bad) {
      add("regex", "\"" + rule.regex() + "\" " + bad.getMessage());
    }
  }

  private void target() {
    String target = rule.targetLabel();
    if (!rule.action().needsTarget()) {
      return;
    }
    if (target.isEmpty()) {
      add("target_label", "is missing; write the label that " + aboutTarget());
    } else if (!allowsTarget(target)) {
      add("target_label", "\"" + target + "\" is no label's name; write " + allowed());
    }
  }

  private boolean allowsTarget(String target) {
    return (rule.action() == Action.REPLACE && target.contains("$"))
        ? rule.naming().allowsTemplate(target)
        : rule.naming().allows(target);
  }

  private String aboutTarget() {
    return switch (rule.action()) {
      case KEEPEQUAL, DROPEQUAL -> rule.action().word() + " compares the source labels with";
      case REPLACE, HASHMOD, LOWERCASE, UPPERCASE -> rule.action().word() + " sets";
      case KEEP, DROP, LABELMAP, LABELDROP, LABELKEEP -> "is meant";
    };
  }

  private void modulus() {
    if (rule.modulus() == 0) {
      add("modulus", "is missing; write how many parts hashmod makes, such as modulus: 4");
    }
  }

  private void mapped() {
    if (!rule.naming().allowsTemplate(rule.replacement())) {
      String written = "\"" + rule.replacement() + "\"";
      add("replacement", written + " makes no label's name; write $1, say; a name is " + allowed());
    }
  }

  private void noReplacement() {
    refuse(!rule.replacement().equals(RelabelConfig.REPLACEMENT), "replacement", "changes letters");
  }

  private void onlyTarget() {
    String why = "looks at source_labels and target_label alone";
    refuse(!rule.regex().equals(RelabelConfig.REGEX), "regex", why);
    refuse(rule.modulus() != 0, "modulus", why);
    refuse(!rule.separator().equals(RelabelConfig.SEPARATOR), "separator", why);
    refuse(!rule.replacement().equals(RelabelConfig.REPLACEMENT), "replacement", why);
  }

  private void onlyRegex() {
    String why = "looks at the names of all labels";
    refuse(!rule.sourceLabels().isEmpty(), "source_labels", why);
    refuse(!rule.targetLabel().isEmpty(), "target_label", why);
    refuse(rule.modulus() != 0, "modulus", why);
    refuse(!rule.separator().equals(RelabelConfig.SEPARATOR), "separator", why);
    refuse(!rule.replacement().equals(RelabelConfig.REPLACEMENT), "replacement", why);
  }

  private void refuse(boolean written, String key, String why) {
    if (written) {
      add(key, "does nothing here, as " + rule.action().word() + " " + why + "; take it out");
    }
  }

  private String allowed() {
    return rule.naming().rule();
  }

  private void add(String key, String message) {
    mistakes.add(new Mistake(key, message));
  }
}
