package dev.sonde.wire;

import java.util.List;
import java.util.Random;

/// Text that breaks what is written carelessly.
final class Hostile {
  private static final List<String> PIECES =
      List.of(
          "a",
          "Z",
          "0",
          "_",
          ":",
          ".",
          "-",
          "\"",
          "\\",
          "\n",
          "\r",
          "\t",
          " ",
          "{",
          "}",
          "=",
          ",",
          "#",
          "# EOF\n",
          "\\n",
          "\\\"",
          "é",
          "€",
          "😀",
          "\u0000",
          "\u001b",
          "\u007f",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\ud800",
          "\udc00",
          "\n# TYPE x counter\n",
          "\"} 1\n",
          "$(id)");

  private Hostile() {}

  static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
