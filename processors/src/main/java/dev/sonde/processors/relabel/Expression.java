package dev.sonde.processors.relabel;

import java.util.List;

/// A regular expression (RE2) that a whole text matches or does not, in time that grows with the
/// text alone; bounded in size. Safe for several threads.
public sealed interface Expression permits Alternatives, Automaton {
  /// Does the whole text match?
  boolean matches(String text);

  /// The whole text and what each group took of it, empty where it took nothing; no element at all
  /// when the text does not match.
  List<String> groups(String text);

  /// How many groups there are, the whole not counted.
  int groupCount();

  /// The number of a named group, or -1.
  int group(String name);

  /// Compiles one, the cheapest way there is.
  ///
  /// @throws IllegalArgumentException when it is none, with a message that reads on after it
  static Expression of(String regex) {
    return Alternatives.of(regex)
        .<Expression>map(simple -> simple)
        .orElseGet(() -> new Automaton(regex));
  }
}
