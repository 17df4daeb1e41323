package dev.sonde.processors.relabel;

import java.util.List;

/// A regular expression that a whole text matches or does not. Safe for several threads.
sealed interface Expression permits Alternatives, Automaton {
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
