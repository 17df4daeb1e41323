package dev.sonde.engine.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What a reader asked for: the effective configuration and the reference are both made from this.
sealed interface Item {
  String key();

  String help();

  /// How a key is written outside of files.
  enum Shape {
    ONE,
    LIST,
    MAP,
    SECTION,
    SECTIONS
  }

  /// One key.
  ///
  /// @param type what it is, for the reference
  /// @param fallback the default as it would be written; empty when there is none
  /// @param allowed bounds or values, empty when anything goes
  /// @param found what is set
  record Value(
      String key,
      Shape shape,
      String type,
      String fallback,
      Supplier<String> allowed,
      String help,
      boolean secret,
      Optional<Node> found)
      implements Item {}

  /// Keys in a section.
  record Section(String key, String help, List<Item> items) implements Item {}

  /// Sections in a list.
  record Elements(String key, String help, List<Element> elements, Optional<Node> found)
      implements Item {}

  /// One section in a list.
  ///
  /// @param variant the key that says what it is; empty where all are of one kind
  /// @param kind what a key inside says it is, such as `type: file`; empty where none does
  record Element(String variant, String kind, List<Item> items) {
    /// Is it like all others in its list?
    boolean plain() {
      return variant.isEmpty() && kind.isEmpty();
    }
  }
}
