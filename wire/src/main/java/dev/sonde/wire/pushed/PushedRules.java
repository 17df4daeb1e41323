package dev.sonde.wire.pushed;

import java.util.Set;

/// How much of a body is taken, and as what.
///
/// @param mostBytes of a body
/// @param mostValues of a body: objects, arrays, texts, numbers and words
/// @param mostInElement values of one element: of a metric, of what one collector found
/// @param deepest objects and arrays within each other in one element
/// @param longestText bytes of one name or text; characters of a series' whole name
/// @param mostLabels of one series
/// @param names what becomes of characters that Prometheus does not allow in names
/// @param labels names of texts that become labels; all others are kept beside a sample
public record PushedRules(
    int mostBytes,
    int mostValues,
    int mostInElement,
    int deepest,
    int longestText,
    int mostLabels,
    Characters names,
    Set<String> labels) {

  /// What becomes of a name such as `http.server.requests`.
  public enum Characters {
    /// It stays.
    KEPT,
    /// Each character that Prometheus does not allow becomes `_`.
    LEGAL
  }

  /// 16 MiB and four million values, 10,000 of them and 32 levels in one element, texts of 16 KiB,
  /// 128 labels; legal names; `event_name` is a label.
  public static final PushedRules USUAL =
      new PushedRules(
          16 << 20, 4_000_000, 10_000, 32, 16 << 10, 128, Characters.LEGAL, Set.of("event_name"));

  private static final int DEEPEST = 64;

  public PushedRules {
    labels = Set.copyOf(labels);
    if (mostBytes < 1 || mostValues < 1 || mostInElement < 1 || longestText < 1) {
      throw new IllegalArgumentException("a body has a byte and a value at least");
    }
    if (deepest < 1 || deepest > DEEPEST) {
      throw new IllegalArgumentException("depth is 1 to " + DEEPEST + ", not " + deepest);
    }
    if (mostLabels < 0) {
      throw new IllegalArgumentException("fewer than no labels");
    }
  }

  /// These with another habit for names.
  public PushedRules with(Characters other) {
    return new PushedRules(
        mostBytes, mostValues, mostInElement, deepest, longestText, mostLabels, other, labels);
  }

  /// These with other texts that become labels.
  public PushedRules withLabels(Set<String> other) {
    return new PushedRules(
        mostBytes, mostValues, mostInElement, deepest, longestText, mostLabels, names, other);
  }

  /// These for bodies of another size.
  public PushedRules withBytes(int most) {
    return new PushedRules(
        most, mostValues, mostInElement, deepest, longestText, mostLabels, names, labels);
  }
}
