package dev.sonde.processors.relabel;

import com.google.re2j.Pattern;

/// Which names a label may have: Prometheus' `metric_name_validation_scheme`.
public enum LabelNaming {
  /// Any text but the empty one: what Prometheus 3 allows.
  UTF8("any text but the empty one") {
    @Override
    public boolean allows(String name) {
      return !name.isEmpty();
    }

    @Override
    boolean allowsTemplate(String template) {
      return allows(template);
    }
  },
  /// ASCII letters, digits and `_`, no digit first: what Prometheus 2 allowed.
  LEGACY("letters, digits and _, beginning with no digit") {
    @Override
    public boolean allows(String name) {
      return !name.isEmpty()
          && (name.charAt(0) < '0' || name.charAt(0) > '9')
          && name.chars().allMatch(LabelNaming::isOfWord);
    }

    @Override
    boolean allowsTemplate(String template) {
      return Pattern.matches(
          "(?:[a-zA-Z_]|\\$(?:\\{\\w+\\}|\\w+))(?:\\w|\\$(?:\\{\\w+\\}|\\w+))*", template);
    }
  };

  private final String rule;

  private static boolean isOfWord(int each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || each == '_';
  }

  LabelNaming(String rule) {
    this.rule = rule;
  }

  /// May a label be called so?
  public abstract boolean allows(String name);

  /// May this be written where groups such as `$1` are filled in to make a name?
  abstract boolean allowsTemplate(String template);

  /// What it allows, in words.
  String rule() {
    return rule;
  }
}
