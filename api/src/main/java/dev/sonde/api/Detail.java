package dev.sonde.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Something that a component tells people of itself: a tree of values, shown without knowing who
/// made it. Holds no secret.
public sealed interface Detail {
  /// A text.
  record Text(String value) implements Detail {}

  /// A number.
  record Figure(double value) implements Detail {}

  /// Yes or no.
  record Flag(boolean value) implements Detail {}

  /// Several, in order.
  record Many(List<Detail> values) implements Detail {
    public Many {
      values = List.copyOf(values);
    }
  }

  /// Named ones, in order.
  record Fields(Map<String, Detail> values) implements Detail {
    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// Fields that hold texts.
  static Detail texts(Map<String, String> values) {
    var fields = new LinkedHashMap<String, Detail>();
    values.forEach((name, value) -> fields.put(name, new Text(value)));
    return new Fields(fields);
  }
}
