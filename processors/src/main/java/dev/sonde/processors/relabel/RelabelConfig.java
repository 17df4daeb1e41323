package dev.sonde.processors.relabel;

import dev.sonde.api.Settings;
import java.util.List;
import java.util.regex.Pattern;

/// One relabelling rule, with the keys, defaults and checks of Prometheus' `relabel_configs`.
///
/// @param sourceLabels whose values, joined by the separator, are looked at
/// @param targetLabel what is set; for `replace` it may hold groups such as `$1`
/// @param regex RE2, always about the whole value
/// @param modulus for `hashmod`
/// @param replacement may hold groups: `$1`, `${1}`, `${name}`
/// @param naming which names are allowed
public record RelabelConfig(
    List<String> sourceLabels,
    String separator,
    String targetLabel,
    String regex,
    long modulus,
    String replacement,
    Action action,
    LabelNaming naming) {
  static final String SEPARATOR = ";";
  static final String REGEX = "(.*)";
  static final String REPLACEMENT = "$1";
  private static final Pattern NOT_ZERO = Pattern.compile("[+-]?0*[1-9].*|\\p{Alpha}.*");

  public RelabelConfig {
    sourceLabels = List.copyOf(sourceLabels);
  }

  /// Reads one rule, names by [LabelNaming#UTF8].
  public static RelabelConfig read(Settings in) {
    return read(in, LabelNaming.UTF8);
  }

  /// Reads one rule, and notes every mistake in it.
  public static RelabelConfig read(Settings in, LabelNaming naming) {
    RelabelConfig read = unchecked(in, naming);
    var check = new RuleCheck(read);
    (isUnderstood(in, read) ? check.mistakes() : check.ofAnyAction())
        .forEach(each -> in.problem(each.key(), each.message()));
    return read;
  }

  /// Is it the rule that is written? What can't be read was noted, and is not missing beside that.
  private static boolean isUnderstood(Settings in, RelabelConfig read) {
    String action = read.action().word();
    String modulus = in.text("modulus", "For hashmod: how many parts.").orElse("");
    return in.text("action", "What it does.").orElse(action).equalsIgnoreCase(action)
        && (read.modulus() != 0 || !NOT_ZERO.matcher(modulus).matches());
  }

  /// Reads one rule, and lets mistakes that several keys make together pass.
  static RelabelConfig unchecked(Settings in, LabelNaming naming) {
    return new RelabelConfig(
        in.texts("source_labels", List.of(), "Labels whose values are looked at."),
        text(in, "separator", SEPARATOR, "Stands between the values of several source labels."),
        text(in, "target_label", "", "The label that is set."),
        text(in, "regex", REGEX, "RE2, always about the whole value; for label*, about names."),
        in.integer("modulus", 0, 0, Long.MAX_VALUE, "For hashmod: how many parts."),
        text(in, "replacement", REPLACEMENT, "What is set; $1 or ${name} is a group of the regex."),
        in.parsed("action", "replace", Action::parse, "One of " + Action.words() + "."),
        naming);
  }

  /// A key without a value means empty text, as in Prometheus.
  private static String text(Settings in, String key, String fallback, String help) {
    String value = in.text(key, fallback, help);
    return in.has(key) ? in.text(key, help).orElse("") : value;
  }

  /// What is wrong with it; empty when nothing is.
  List<RuleCheck.Mistake> mistakes() {
    return new RuleCheck(this).mistakes();
  }
}
