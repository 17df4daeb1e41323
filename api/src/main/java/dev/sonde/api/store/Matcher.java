package dev.sonde.api.store;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a label's value must be. A label that is not there has the empty value; the metric's name
/// is the label [#NAME].
public final class Matcher {
  /// The label that stands for a metric's name.
  public static final String NAME = "__name__";

  private final String label;
  private final Predicate<String> test;
  private final Optional<Set<String>> values;
  private final String text;

  private Matcher(String label, Predicate<String> test, Optional<Set<String>> values, String text) {
    this.label = label;
    this.test = test;
    this.values = values;
    this.text = text;
  }

  /// The value is this one.
  public static Matcher is(String label, String value) {
    return new Matcher(label, value::equals, Optional.of(Set.of(value)), quoted(label, "=", value));
  }

  /// The value is one of these.
  ///
  /// @throws IllegalArgumentException when there are none
  public static Matcher isOneOf(String label, Collection<String> values) {
    var sorted = new TreeSet<>(values);
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("no value of " + label + " is meant");
    }
    String pattern =
        sorted.stream()
            .map(each -> each.replaceAll("[^\\w/ -]", "\\\\$0"))
            .collect(Collectors.joining("|"));
    Set<String> all = Set.copyOf(sorted);
    return new Matcher(label, all::contains, Optional.of(all), quoted(label, "=~", pattern));
  }

  /// The value is any other.
  public static Matcher isNot(String label, String value) {
    Predicate<String> same = value::equals;
    return new Matcher(label, same.negate(), Optional.empty(), quoted(label, "!=", value));
  }

  /// The whole value matches a pattern.
  ///
  /// @param pattern as people wrote it
  /// @param matches what decides, in time that grows with the value's length alone
  public static Matcher like(String label, String pattern, Predicate<String> matches) {
    return new Matcher(label, matches, Optional.empty(), quoted(label, "=~", pattern));
  }

  /// The whole value does not match a pattern.
  ///
  /// @param pattern as people wrote it
  /// @param matches what decides, in time that grows with the value's length alone
  public static Matcher unlike(String label, String pattern, Predicate<String> matches) {
    return new Matcher(label, matches.negate(), Optional.empty(), quoted(label, "!~", pattern));
  }

  /// Whose value it looks at.
  public String label() {
    return label;
  }

  /// Is this value as it must be?
  public boolean matches(String value) {
    return test.test(value);
  }

  /// The only value that matches, where there is just one: good for looking it up.
  public Optional<String> exactly() {
    return values.filter(each -> each.size() == 1).map(each -> each.iterator().next());
  }

  /// The only values that match, where it is known which these are.
  public Optional<Set<String>> values() {
    return values;
  }

  /// As people write it: `job="node"`.
  @Override
  public String toString() {
    return text;
  }

  private static String quoted(String label, String operator, String value) {
    String safe = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return label + operator + '"' + safe + '"';
  }
}
