package dev.sonde.collectors.discovery.dns;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/// A name as messages have it, and as people write it: `\.` for a dot within a part, `\010` for a
/// byte that can't be seen.
final class DomainName {
  private static final int LONGEST_PART = 63;
  private static final int LONGEST = 255;

  private DomainName() {}

  /// The bytes of a name, with or without the last dot.
  ///
  /// @throws IllegalArgumentException with a message that reads on after the name
  static byte[] encode(String name) {
    var out = new ByteArrayOutputStream();
    var part = new ByteArrayOutputStream();
    int at = 0;
    while (at < name.length()) {
      char each = name.charAt(at++);
      if (each == '.') {
        end(part, out);
      } else if (each == '\\') {
        at = escaped(name, at, part);
      } else if (each > ' ' && each < 0x7f) {
        part.write(each);
      } else {
        throw new IllegalArgumentException(
            "is not a domain name; write what is not ASCII as xn--…");
      }
    }
    if (part.size() > 0) {
      end(part, out);
    }
    out.write(0);
    if (out.size() == 1 || out.size() > LONGEST) {
      throw new IllegalArgumentException("is not a domain name of 1 to 253 characters");
    }
    return out.toByteArray();
  }

  /// Is it a name that can be asked for?
  static boolean valid(String name) {
    try {
      return encode(name).length > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// The name as [#show] writes it, absolute.
  static String absolute(String name) {
    byte[] encoded = encode(name);
    var text = new StringBuilder();
    for (int at = 0; encoded[at] != 0; at += encoded[at] + 1) {
      show(encoded, at + 1, encoded[at], text);
    }
    return text.toString();
  }

  /// Adds a part of a name to a text, with a dot after it.
  static void show(byte[] message, int from, int length, StringBuilder into) {
    for (int at = from; at < from + length; at++) {
      int each = message[at] & 0xff;
      if (each == '.' || each == '\\') {
        into.append('\\').append((char) each);
      } else if (each > ' ' && each < 0x7f) {
        into.append((char) each);
      } else {
        into.append('\\').append((char) ('0' + each / 100));
        into.append((char) ('0' + each / 10 % 10)).append((char) ('0' + each % 10));
      }
    }
    into.append('.');
  }

  /// Names that differ in case only are the same.
  static String same(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static void end(ByteArrayOutputStream part, ByteArrayOutputStream out) {
    if (part.size() == 0 || part.size() > LONGEST_PART) {
      throw new IllegalArgumentException(
          "is not a domain name; between dots stand 1 to 63 characters");
    }
    out.write(part.size());
    out.writeBytes(part.toByteArray());
    part.reset();
  }

  private static int escaped(String name, int at, ByteArrayOutputStream part) {
    if (at + 3 <= name.length() && name.substring(at, at + 3).matches("[0-2][0-9][0-9]")) {
      int value = Integer.parseInt(name.substring(at, at + 3));
      if (value <= 0xff) {
        part.write(value);
        return at + 3;
      }
    } else if (at < name.length() && (name.charAt(at) == '.' || name.charAt(at) == '\\')) {
      part.write(name.charAt(at));
      return at + 1;
    }
    throw new IllegalArgumentException("is not a domain name; \\ takes a dot, a \\ or 3 digits");
  }
}
