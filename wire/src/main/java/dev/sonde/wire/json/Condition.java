package dev.sonde.wire.json;

import java.util.List;

/// What a filter asks of a node.
sealed interface Condition {

  /// One of them holds.
  record Any(List<Condition> conditions) implements Condition {}

  /// Each of them holds.
  record All(List<Condition> conditions) implements Condition {}

  /// It does not hold.
  record Not(Condition condition) implements Condition {}

  /// There is such a node.
  record Exists(Query query) implements Condition {}

  /// Two values compare as wished.
  record Compared(Operand left, Comparison comparison, Operand right) implements Condition {}

  /// `match` (the whole text) and `search` (a part of it).
  record Fits(Operand text, Operand pattern, boolean whole) implements Condition, Term {}
}
