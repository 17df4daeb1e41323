package dev.sonde.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Enum constants as people write them: lower case with `_`.
final class Choices {
  private Choices() {}

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> List<String> names(Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(name(constant));
    }
    return names;
  }

  static <E extends Enum<E>> E parse(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (name(constant).equals(text)) {
        return constant;
      }
    }
    List<String> names = names(type);
    throw new IllegalArgumentException(
        "is not one of " + String.join(", ", names) + Nearest.hint(text, names));
  }
}
