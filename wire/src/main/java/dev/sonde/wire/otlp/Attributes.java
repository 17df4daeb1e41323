package dev.sonde.wire.otlp;

import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.util.SortedMap;

/// Reads `KeyValue`s: `string key = 1, AnyValue value = 2`.
final class Attributes {
  private Attributes() {}

  /// Reads the field whose tag was read last. Of a key that stands twice the last counts.
  static void read(WireReader wire, SortedMap<String, String> into) throws BodyException {
    int outer = wire.enter();
    String key = "";
    String value = "";
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> key = AttributeText.text(wire);
        case 2 -> value = value(wire);
        default -> wire.skip();
      }
    }
    wire.leave(outer);
    into.put(key, value);
  }

  private static String value(WireReader wire) throws BodyException {
    int outer = wire.enter();
    String text = AttributeText.read(wire);
    wire.leave(outer);
    return text;
  }
}
