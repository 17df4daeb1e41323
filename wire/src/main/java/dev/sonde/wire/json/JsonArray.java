package dev.sonde.wire.json;

import java.util.Collections;
import java.util.List;

/// Values in order.
///
/// @param elements taken over, not copied: not to be changed any more
public record JsonArray(List<Json> elements) implements Json {
  /// No values.
  public static final JsonArray EMPTY = new JsonArray(List.of());

  public JsonArray {
    elements = Collections.unmodifiableList(elements);
  }
}
