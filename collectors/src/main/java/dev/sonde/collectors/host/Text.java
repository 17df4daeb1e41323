package dev.sonde.collectors.host;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A cursor over the lines and words of a file, in place.
///
/// # Implementation notes
///
/// Only whole lines count: what follows the last line break was cut off in the middle, and half a
/// number is a wrong number. So every line ends before `end`, and no loop below needs a bound.
/// Numbers are whole and below 2^63; anything else, such as a wrapped negative, is [#NONE].
final class Text {
  static final long NONE = -1;

  private static final int MOST_DIGITS = 19;

  private byte[] bytes = new byte[0];
  private int end;
  private int at;
  private int from;
  private int to;
  private boolean started;

  void over(byte[] content, int length) {
    bytes = content;
    end = length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    rewind();
  }

  void rewind() {
    at = 0;
    from = 0;
    to = 0;
    started = false;
  }

  boolean line() {
    if (started) {
      while (bytes[at] != '\n') {
        at++;
      }
      at++;
    }
    started = true;
    return at < end;
  }

  boolean word() {
    while (bytes[at] == ' ' || bytes[at] == '\t') {
      at++;
    }
    from = at;
    while (bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != '\n') {
      at++;
    }
    to = at;
    return to > from;
  }

  boolean skip(int words) {
    for (int i = 0; i < words; i++) {
      if (!word()) {
        return false;
      }
    }
    return true;
  }

  /// What stands before the last of these marks in the line; the cursor goes behind the mark.
  boolean before(char mark) {
    while (bytes[at] == ' ') {
      at++;
    }
    int found = -1;
    for (int i = at; bytes[i] != '\n'; i++) {
      found = bytes[i] == mark ? i : found;
    }
    if (found <= at) {
      return false;
    }
    from = at;
    to = found;
    at = found + 1;
    return true;
  }

  /// The next word when it starts with a key; then the word is what follows the key.
  boolean field(byte[] key) {
    if (!word() || to - from < key.length || !same(key, from + key.length)) {
      return false;
    }
    from += key.length;
    return true;
  }

  /// Goes to the start of the rest of the line, and takes all of it as the word.
  boolean rest() {
    while (bytes[at] == ' ' || bytes[at] == '\t') {
      at++;
    }
    from = at;
    while (bytes[at] != '\n') {
      at++;
    }
    to = at;
    return to > from;
  }

  boolean is(byte[] word) {
    return to - from == word.length && same(word, to);
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  String string() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  boolean sameContent(byte[] other) {
    return Arrays.equals(bytes, 0, end, other, 0, other.length);
  }

  byte[] content() {
    return Arrays.copyOf(bytes, end);
  }

  long number() {
    return word() ? asNumber() : NONE;
  }

  long asNumber() {
    return digits(from, to);
  }

  /// The word as a whole number that may be negative, NaN when it is none.
  double asSigned() {
    boolean negative = to > from && bytes[from] == '-';
    long digits = digits(negative ? from + 1 : from, to);
    if (digits == NONE) {
      return Double.NaN;
    }
    return negative ? -(double) digits : digits;
  }

  double decimal() {
    return word() ? asDecimal() : Double.NaN;
  }

  /// The word as a number such as `12.34`, not negative, NaN when it is none.
  double asDecimal() {
    int point = from;
    while (point < to && bytes[point] != '.') {
      point++;
    }
    long whole = digits(from, point);
    if (whole == NONE || point == to) {
      return whole == NONE ? Double.NaN : whole;
    }
    long part = digits(point + 1, to);
    return part == NONE ? Double.NaN : whole + part / Math.pow(10, to - point - 1);
  }

  private long digits(int first, int last) {
    if (first >= last || last - first > MOST_DIGITS) {
      return NONE;
    }
    long value = 0;
    for (int i = first; i < last; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      value = value * 10 + digit;
    }
    return value < 0 ? NONE : value;
  }

  private boolean same(byte[] word, int last) {
    return Arrays.equals(bytes, from, last, word, 0, word.length);
  }
}
