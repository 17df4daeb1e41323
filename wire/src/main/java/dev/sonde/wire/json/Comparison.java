package dev.sonde.wire.json;

import org.jspecify.annotations.Nullable;

/// How two values are compared; null stands for nothing.
enum Comparison {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS_OR_EQUAL("<="),
  MORE_OR_EQUAL(">="),
  LESS("<"),
  MORE(">");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  boolean holds(@Nullable Json left, @Nullable Json right) {
    return switch (this) {
      case EQUAL -> same(left, right);
      case NOT_EQUAL -> !same(left, right);
      case LESS -> isLess(left, right);
      case MORE -> isLess(right, left);
      case LESS_OR_EQUAL -> isLess(left, right) || same(left, right);
      case MORE_OR_EQUAL -> isLess(right, left) || same(left, right);
    };
  }

  private static boolean same(@Nullable Json left, @Nullable Json right) {
    return left == null ? right == null : left.equals(right);
  }

  private static boolean isLess(@Nullable Json left, @Nullable Json right) {
    if (left instanceof JsonNumber one && right instanceof JsonNumber other) {
      return one.compare(other) < 0;
    }
    return left instanceof JsonText one
        && right instanceof JsonText other
        && isBefore(one.value(), other.value());
  }

  /// By characters, not by halves of them.
  private static boolean isBefore(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int at = 0; at < shorter; at++) {
      char one = left.charAt(at);
      char other = right.charAt(at);
      if (one != other) {
        return Character.isSurrogate(one) == Character.isSurrogate(other)
            ? one < other
            : Character.isSurrogate(other);
      }
    }
    return left.length() < right.length();
  }
}
