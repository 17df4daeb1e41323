package dev.sonde.processors.relabel;

import java.util.ArrayList;
import java.util.List;

/// Says what a rule did, from the labels before and after it.
final class Wording {
  private final RelabelConfig rule;
  private final LabelSet before;
  private final LabelSet after;
  private final boolean kept;

  private Wording(RelabelConfig rule, LabelSet before, LabelSet after, boolean kept) {
    this.rule = rule;
    this.before = before;
    this.after = after;
    this.kept = kept;
  }

  static String of(RelabelConfig rule, LabelSet before, LabelSet after, boolean kept) {
    return rule.action().word() + ": " + new Wording(rule, before, after, kept).text();
  }

  private String text() {
    return switch (rule.action()) {
      case KEEP -> filtered(kept);
      case DROP -> filtered(!kept);
      case KEEPEQUAL -> compared(kept);
      case DROPEQUAL -> compared(!kept);
      case REPLACE ->
          changes() + " (regex " + (matched() ? "matched " : "did not match ") + source() + ")";
      case HASHMOD -> changes() + " (hash of " + source() + " modulo " + rule.modulus() + ")";
      case LOWERCASE, UPPERCASE -> changes() + " (from " + source() + ")";
      case LABELMAP, LABELDROP, LABELKEEP -> changes() + " (names that match " + rule.regex() + ")";
    };
  }

  private String filtered(boolean matches) {
    return source() + (matches ? " matches " : " does not match ") + rule.regex() + end();
  }

  private String compared(boolean equal) {
    String other = rule.targetLabel() + "=" + quoted(before.value(rule.targetLabel()));
    return source() + (equal ? " equals " : " does not equal ") + other + end();
  }

  private String end() {
    return kept ? ", kept" : ", dropped";
  }

  private boolean matched() {
    return Expression.of(rule.regex()).matches(joined());
  }

  private String source() {
    return quoted(joined());
  }

  private String joined() {
    return new Rule.Source(rule.sourceLabels(), rule.separator()).of(before);
  }

  private String changes() {
    List<String> changes = new ArrayList<>();
    after.forEach((name, value) -> {
      if (!value.equals(before.value(name))) {
        changes.add("set " + name + "=" + quoted(value));
      }
    });
    before.forEach((name, _) -> {
      if (!after.has(name)) {
        changes.add("removed " + name);
      }
    });
    return changes.isEmpty() ? "changed nothing" : String.join(", ", changes);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
