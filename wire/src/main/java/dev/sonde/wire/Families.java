package dev.sonde.wire;

import dev.sonde.api.Family;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was known about names when a layout was made, to see later whether that still holds.
final class Families {
  private final Map<String, @Nullable Family> asked = new HashMap<>();

  @Nullable Family find(String name, Page page) {
    if (!asked.containsKey(name)) {
      asked.put(name, page.family(name));
    }
    return asked.get(name);
  }

  boolean areThoseOf(Page other) {
    for (var answer : asked.entrySet()) {
      if (!Objects.equals(answer.getValue(), other.family(answer.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
