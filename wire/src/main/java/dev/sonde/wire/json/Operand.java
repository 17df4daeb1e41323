package dev.sonde.wire.json;

/// What gives one value in a filter, or nothing.
sealed interface Operand extends Term {

  /// A value that stands in the path.
  record Literal(Json value) implements Operand {}

  /// The value of the one node that a query can find.
  record Single(Query query) implements Operand {}

  /// `length`: characters of a text, elements of an array, members of an object.
  record Length(Operand of) implements Operand {}

  /// `count`: how many nodes a query finds.
  record Count(Query query) implements Operand {}

  /// `value`: of the node that a query finds, if it finds one.
  record Value(Query query) implements Operand {}
}
