package dev.sonde.server.history;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// A string literal of Go within a text: escapes stand for bytes or characters, and all of it must
/// be UTF-8.
final class GoString {
  private static final String LETTERS = "abfnrtv\\";
  private static final byte[] MEANT = {7, 8, '\f', '\n', '\r', '\t', 11, '\\'};

  private final String text;
  private final int from;
  private final char quote;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int at;
  private int escape;

  /// @param from where its quote stands
  GoString(String text, int from) {
    this.text = text;
    this.from = from;
    this.quote = text.charAt(from);
    this.at = from + 1;
  }

  /// Where it ends: behind its closing quote.
  int end() {
    return at;
  }

  String read() throws SelectionException {
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && quote != '`') {
        escape();
      } else {
        plain();
      }
    }
    if (at == text.length()) {
      throw new SelectionException(from, "the closing quote is missing");
    }
    at++;
    return decoded();
  }

  private void plain() throws SelectionException {
    int point = text.codePointAt(at);
    if (point == '\n' && quote != '`') {
      throw new SelectionException(at, "a line break is written as \\n");
    }
    put(point);
    at += Character.charCount(point);
  }

  private void escape() throws SelectionException {
    escape = at;
    char kind = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    int letter = LETTERS.indexOf(kind);
    if (letter >= 0 && kind != 0) {
      bytes.write(MEANT[letter]);
      at += 2;
    } else if (kind == quote) {
      bytes.write(quote);
      at += 2;
    } else {
      numbered(kind);
    }
  }

  private void numbered(char kind) throws SelectionException {
    switch (kind) {
      case 'x' -> bytes.write(number(2, 2, 16));
      case 'u' -> point(number(2, 4, 16));
      case 'U' -> point(number(2, 8, 16));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> bytes.write(octal());
      default -> throw unknown();
    }
  }

  private int octal() throws SelectionException {
    int value = number(1, 3, 8);
    if (value > 0xff) {
      throw unknown();
    }
    return value;
  }

  /// The digits of an escape.
  private int number(int skip, int digits, int radix) throws SelectionException {
    int end = at + skip + digits;
    if (end > text.length()) {
      throw unknown();
    }
    long value = 0;
    for (int i = at + skip; i < end; i++) {
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        throw unknown();
      }
      value = value * radix + digit;
    }
    if (value > Character.MAX_CODE_POINT) {
      throw unknown();
    }
    at = end;
    return (int) value;
  }

  private void point(int point) throws SelectionException {
    if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      throw unknown();
    }
    put(point);
  }

  private SelectionException unknown() {
    return new SelectionException(
        escape, "this escape is none that Go has; a backslash is written as \\\\");
  }

  private void put(int point) {
    bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
  }

  private String decoded() throws SelectionException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException _) {
      throw new SelectionException(from, "these escapes make no UTF-8");
    }
  }
}
