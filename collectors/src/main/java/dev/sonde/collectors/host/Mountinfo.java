package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.Text;
import java.util.ArrayList;
import java.util.List;

/// Reads the format of `/proc/self/mountinfo`: `36 35 98:0 /root /mnt/point rw,noatime master:1 -
/// ext3 /dev/sda1 rw,errors=continue`.
final class Mountinfo {
  private static final byte[] SEPARATOR = Ascii.bytes("-");
  private static final int MOST = 16_384;

  private Mountinfo() {}

  /// @param number `major:minor` of the device
  /// @param root which folder of the file system is mounted
  /// @param point where it is mounted
  /// @param type the kernel's name for the type of file system
  /// @param source what is mounted
  /// @param options of the file system, separated by commas
  record Line(
      String number, String root, String point, String type, String source, String options) {}

  /// The lines that are sound, in their order.
  static List<Line> parse(Text text) {
    var lines = new ArrayList<Line>();
    while (lines.size() < MOST && text.line()) {
      if (text.skip(3)) {
        String number = text.string();
        String root = word(text);
        String point = word(text);
        if (skipOptional(text)) {
          lines.add(new Line(number, root, point, word(text), word(text), word(text)));
        }
      }
    }
    lines.removeIf(line -> line.source.isEmpty() || !line.point.startsWith("/"));
    return lines;
  }

  private static boolean skipOptional(Text text) {
    while (text.word()) {
      if (text.is(SEPARATOR)) {
        return true;
      }
    }
    return false;
  }

  private static String word(Text text) {
    return text.word() ? unescape(text.string()) : "";
  }

  /// Spaces, tabs, line breaks and backslashes in names are written as `\040` and so on.
  static String unescape(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    var plain = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      int code = octal(escaped, i);
      plain.append(code < 0 ? escaped.charAt(i) : (char) code);
      i += code < 0 ? 0 : 3;
    }
    return plain.toString();
  }

  private static int octal(String text, int at) {
    if (text.charAt(at) != '\\' || at + 3 >= text.length()) {
      return -1;
    }
    int code = 0;
    for (int i = at + 1; i <= at + 3; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 7) {
        return -1;
      }
      code = code * 8 + digit;
    }
    return code > 127 ? -1 : code;
  }
}
