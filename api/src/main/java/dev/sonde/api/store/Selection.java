package dev.sonde.api.store;

import dev.sonde.api.Labels;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which series are meant: those that every matcher is content with.
///
/// @param matchers none means all
public record Selection(List<Matcher> matchers) {
  /// Every series.
  public static final Selection ALL = new Selection(List.of());

  public Selection {
    matchers = List.copyOf(matchers);
  }

  /// Series that these are content with.
  public static Selection of(Matcher... matchers) {
    return new Selection(List.of(matchers));
  }

  /// Is this series meant?
  public boolean has(String name, Labels labels) {
    for (Matcher each : matchers) {
      if (!each.matches(value(each.label(), name, labels))) {
        return false;
      }
    }
    return true;
  }

  /// The only name that can be meant, where there is just one.
  public Optional<String> name() {
    return matchers.stream()
        .filter(each -> each.label().equals(Matcher.NAME))
        .flatMap(each -> each.exactly().stream())
        .findFirst();
  }

  /// The only names that can be meant, where it is known which these are.
  public Optional<Set<String>> names() {
    return matchers.stream()
        .filter(each -> each.label().equals(Matcher.NAME))
        .flatMap(each -> each.values().stream())
        .findFirst();
  }

  private static String value(String label, String name, Labels labels) {
    return label.equals(Matcher.NAME) ? name : Objects.requireNonNullElse(labels.value(label), "");
  }

  /// As people write it: `{__name__="up",job="node"}`.
  @Override
  public String toString() {
    return matchers.stream().map(Matcher::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
