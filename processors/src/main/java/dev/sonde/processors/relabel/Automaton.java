package dev.sonde.processors.relabel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/// Any RE2 expression. Matching takes time in proportion to the text, whatever the expression.
final class Automaton implements Expression {
  private static final String FLAGS = "(?s)";
  private static final long LARGEST = 1_000_000;

  private final Pattern pattern;

  Automaton(String regex) {
    Extent.check(regex);
    try {
      pattern = Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException bad) {
      throw new IllegalArgumentException("is no regular expression: " + reason(bad), bad);
    }
    if ((long) pattern.programSize() * (pattern.groupCount() + 1) > LARGEST) {
      throw new IllegalArgumentException("is too large; write several rules instead");
    }
  }

  private static String reason(PatternSyntaxException bad) {
    String described = bad.getDescription();
    String place = bad.getPattern();
    if (described.contains("internal error")) {
      return "it has a ) too many";
    }
    return place == null || place.startsWith(FLAGS) ? described : described + " " + place;
  }

  @Override
  public boolean matches(String text) {
    return pattern.matches(text);
  }

  @Override
  public List<String> groups(String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      return List.of();
    }
    List<String> groups = new ArrayList<>(matcher.groupCount() + 1);
    for (int i = 0; i <= matcher.groupCount(); i++) {
      String group = matcher.group(i);
      groups.add(group == null ? "" : group);
    }
    return groups;
  }

  @Override
  public int groupCount() {
    return pattern.groupCount();
  }

  @Override
  public int group(String name) {
    return pattern.namedGroups().getOrDefault(name, -1);
  }
}
