package dev.sonde.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Documents as nobody writes them by hand.
final class RandomJson {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "b",
          "name",
          "'",
          "\\\"",
          "\\\\",
          "\\/",
          "\\b\\f\\n\\r\\t",
          "\\u0000",
          "\\u00e9",
          "é",
          "€",
          "😀",
          "\\ud83d\\ude00",
          "\\uFFFF",
          "\u007f",
          "\u2028",
          " a b ",
          "$.['x']");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "1",
          "-1",
          "12",
          "9007199254740993",
          "-9223372036854775808",
          "9223372036854775807",
          "9223372036854775808",
          "0.1",
          "-0.5",
          "3.141592653589793",
          "1e3",
          "1E-7",
          "1.5e+300",
          "4.9e-324",
          "2.2250738585072011e-308",
          "123456789012345678901234567890",
          "0.000000000000000000000000000001",
          "1e22",
          "1e23",
          "8.5e15",
          "100000000000000000000000.0e-23");
  private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t ", "\r\n");

  private final Random random;
  private final StringBuilder out = new StringBuilder();

  RandomJson(Random random) {
    this.random = random;
  }

  byte[] bytes() {
    space();
    value(0);
    space();
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  Json tree() throws JsonException {
    out.append('[');
    value(0);
    out.append(',');
    value(0);
    out.append(']');
    return Json.read(out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void value(int depth) {
    switch (random.nextInt(depth > 4 ? 4 : 7)) {
      case 0 -> out.append(pick(NUMBERS));
      case 1 -> text();
      case 2 -> out.append(random.nextBoolean() ? "true" : random.nextBoolean() ? "false" : "null");
      case 3 -> out.append(random.nextInt()).append('.').append(random.nextInt(1_000_000));
      case 4 -> array(depth);
      default -> object(depth);
    }
  }

  private void array(int depth) {
    out.append('[');
    for (int i = random.nextInt(5); i > 0; i--) {
      space();
      value(depth + 1);
      space();
      out.append(i > 1 ? "," : "");
    }
    space();
    out.append(']');
  }

  private void object(int depth) {
    out.append('{');
    for (int i = random.nextInt(5); i > 0; i--) {
      space();
      text();
      space();
      out.append(':');
      space();
      value(depth + 1);
      space();
      out.append(i > 1 ? "," : "");
    }
    space();
    out.append('}');
  }

  private void text() {
    out.append('"');
    for (int i = random.nextInt(3); i > 0; i--) {
      out.append(pick(TEXTS));
    }
    out.append('"');
  }

  private void space() {
    out.append(pick(SPACES));
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
