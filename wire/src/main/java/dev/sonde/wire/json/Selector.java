package dev.sonde.wire.json;

import org.jspecify.annotations.Nullable;

/// Which children of a node are meant.
sealed interface Selector {

  /// The member of this name.
  record Name(String name) implements Selector {}

  /// All of them.
  enum Wildcard implements Selector {
    ALL
  }

  /// The element at this place; negative places count from the end.
  record Index(long index) implements Selector {}

  /// Elements at regular distances.
  record Slice(@Nullable Long start, @Nullable Long end, long step) implements Selector {}

  /// Those for which a condition holds.
  record Filter(Condition condition) implements Selector {}

  default boolean isSingular() {
    return switch (this) {
      case Name _, Index _ -> true;
      case Wildcard _, Slice _, Filter _ -> false;
    };
  }
}
