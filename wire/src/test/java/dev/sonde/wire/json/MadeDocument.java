package dev.sonde.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A document that a target shows, and that changes from page to page.
final class MadeDocument {
  static final List<String> NAMES = List.of("a", "b", "rows", "é", "");

  private static final List<String> LEAVES =
      List.of(
          "0",
          "-0",
          "1",
          "-2.5",
          "1e3",
          "1e999",
          "4.9e-324",
          "1700000000.25",
          "1700000000250499999",
          "true",
          "false",
          "null",
          "\"up\"",
          "\"12.5\"",
          "\" 7 \"",
          "\"\"",
          "\"é\\u00e9\\n\"",
          "\"2023-11-14T22:13:20.25Z\"");

  private final Random random;
  private final List<Object> containers = new ArrayList<>();
  private Object top;

  MadeDocument(Random random) {
    this.random = random;
    this.top = random.nextInt(12) == 0 ? array(0) : object(0);
  }

  byte[] page() {
    var out = new StringBuilder();
    write(top, out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 3 ? 2 : 4)) {
      case 0, 1 -> leaf();
      case 2 -> array(depth + 1);
      default -> object(depth + 1);
    };
  }

  private String leaf() {
    return random.nextInt(3) == 0
        ? LEAVES.get(random.nextInt(LEAVES.size()))
        : Double.toString(random.nextInt(10_000) / 8.0);
  }

  /// Rows of one shape, as real documents have them, or anything.
  private List<Object> array(int depth) {
    var array = new ArrayList<>();
    containers.add(array);
    for (int i = random.nextInt(7); i > 0; i--) {
      array.add(value(depth));
    }
    return array;
  }

  private Map<String, Object> object(int depth) {
    var object = new LinkedHashMap<String, Object>();
    containers.add(object);
    for (int i = depth == 0 ? random.nextInt(30) : 0; i > 0; i--) {
      object.put("k" + i, leaf());
    }
    for (int i = 3 + random.nextInt(6); i > 0; i--) {
      object.put(NAMES.get(random.nextInt(NAMES.size())), value(depth));
    }
    return object;
  }

  @SuppressWarnings("unchecked")
  void change() {
    for (int i = random.nextInt(4); i > 0; i--) {
      switch (containers.get(random.nextInt(containers.size()))) {
        case List<?> array -> change((List<Object>) array);
        case Map<?, ?> object -> change((Map<String, Object>) object);
        default -> throw new IllegalStateException();
      }
    }
    if (random.nextInt(40) == 0) {
      containers.clear();
      top = object(0);
    }
  }

  private void change(List<Object> array) {
    switch (random.nextInt(4)) {
      case 0 -> array.add(random.nextInt(array.size() + 1), value(3));
      case 1 -> array.subList(0, array.size() > 3 ? 1 : 0).clear();
      case 2 -> Collections.shuffle(array, random);
      default -> array.replaceAll(each -> each instanceof String ? leaf() : each);
    }
  }

  private void change(Map<String, Object> object) {
    var name = NAMES.get(random.nextInt(NAMES.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.put(name, value(3));
      case 1 -> {
        if (object.size() > 2) {
          object.remove(name);
        }
      }
      case 2 -> {
        var moved = object.remove(name);
        object.put(name, moved == null ? leaf() : moved);
      }
      default -> object.replaceAll((each, value) -> value instanceof String ? leaf() : value);
    }
  }

  private void write(Object value, StringBuilder out) {
    switch (value) {
      case String leaf -> out.append(leaf);
      case List<?> array -> {
        out.append('[');
        for (var each : array) {
          write(each, out);
          out.append(',');
        }
        close(out, ']');
      }
      case Map<?, ?> object -> {
        out.append('{');
        object.forEach((name, member) -> {
          out.append('"').append(name).append("\":");
          write(member, out);
          out.append(random.nextInt(30) == 0 ? " ,\n" : ",");
          if (random.nextInt(200) == 0) {
            out.append('"').append(name).append("\":5,");
          }
        });
        close(out, '}');
      }
      default -> throw new IllegalStateException();
    }
  }

  private static void close(StringBuilder out, char bracket) {
    int comma = out.lastIndexOf(",");
    if (comma > 0 && comma == out.toString().stripTrailing().length() - 1) {
      out.setLength(comma);
    }
    out.append(bracket);
  }
}
