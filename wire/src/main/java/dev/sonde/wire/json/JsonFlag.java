package dev.sonde.wire.json;

/// `true` or `false`.
public record JsonFlag(boolean value) implements Json {
  /// One of the two.
  public static final JsonFlag TRUE = new JsonFlag(true);

  /// The other.
  public static final JsonFlag FALSE = new JsonFlag(false);
}
