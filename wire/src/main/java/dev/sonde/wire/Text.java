package dev.sonde.wire;

/// Escapes that both text formats share.
final class Text {
  private Text() {}

  static void metadata(String word, String family, String text, ByteSink out) {
    out.put("# ");
    out.put(word);
    out.put(' ');
    out.put(family);
    out.put(' ');
    out.put(text);
    out.put('\n');
  }

  static String withoutBreaks(String help) {
    return help.replace("\\", "\\\\").replace("\n", "\\n");
  }

  static void escaped(byte[] bytes, int from, int to, ByteSink out) {
    int plain = from;
    for (int at = from; at < to; at++) {
      byte unit = bytes[at];
      if (unit == '\n' || unit == '"' || unit == '\\') {
        out.put(bytes, plain, at);
        out.put('\\');
        out.put(unit == '\n' ? 'n' : unit);
        plain = at + 1;
      }
    }
    out.put(bytes, plain, to);
  }
}
