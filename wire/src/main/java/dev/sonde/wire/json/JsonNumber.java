package dev.sonde.wire.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A number, with the digits it was written with: no precision is lost until somebody asks for a
/// `double`.
public final class JsonNumber implements Json {
  private final String text;
  private final double nearest;

  JsonNumber(String text, double nearest) {
    this.text = text;
    this.nearest = nearest;
  }

  /// A number from its digits.
  ///
  /// @throws IllegalArgumentException when JSON has no such number
  public static JsonNumber of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (NumberText.end(bytes, 0, bytes.length) != bytes.length || bytes.length == 0) {
      throw new IllegalArgumentException("is not a number as JSON writes it");
    }
    return new JsonNumber(text, NumberText.value(bytes, 0, bytes.length));
  }

  /// As it was written.
  public String text() {
    return text;
  }

  /// The `double` nearest to it; infinite when it is beyond all of them.
  public double asDouble() {
    return nearest;
  }

  /// Exactly this number, where a `long` can be that; `1.0` and `1e3` can.
  public OptionalLong asLong() {
    if (nearest == 0) {
      return NumberText.isZero(text) ? OptionalLong.of(0) : OptionalLong.empty();
    }
    if (Math.abs(nearest) > 0x1p63) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(text).longValueExact());
    } catch (ArithmeticException _) {
      return OptionalLong.empty();
    }
  }

  /// Negative, zero or positive as this number is below, equal to or above the other, as exact as
  /// both were written; those no `double` comes near (1e999, 1e-999) are one.
  int compare(JsonNumber other) {
    if (nearest != other.nearest) {
      return nearest < other.nearest ? -1 : 1;
    }
    if (nearest == 0 || Double.isInfinite(nearest) || text.equals(other.text)) {
      return 0;
    }
    return new BigDecimal(text).compareTo(new BigDecimal(other.text));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonNumber number && compare(number) == 0;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(nearest + 0.0);
  }

  /// As it was written.
  @Override
  public String toString() {
    return text;
  }
}
