package dev.sonde.collectors.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A cursor over the lines and words of a file, in place.
///
/// # Implementation notes
///
/// Only whole lines count: what follows the last line break was cut off in the middle, and half a
/// number is a wrong number. So every line ends before `end`, and no loop below needs a bound.
/// Numbers are whole and below 2^63; anything else, such as a wrapped negative, is [#NONE].
public final class Text {
  /// No number.
  public static final long NONE = -1;

  private static final byte[] MAX = Ascii.bytes("max");
  private static final int MOST_DIGITS = 19;

  private byte[] bytes = new byte[0];
  private int end;
  private int at;
  private int from;
  private int to;
  private boolean started;

  /// Over nothing yet.
  public Text() {}

  /// Begins anew, over other bytes.
  public void over(byte[] content, int length) {
    bytes = content;
    end = length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    rewind();
  }

  /// Begins anew.
  public void rewind() {
    at = 0;
    from = 0;
    to = 0;
    started = false;
  }

  /// Goes to the next line, if there is one.
  public boolean line() {
    if (started) {
      while (bytes[at] != '\n') {
        at++;
      }
      at++;
    }
    started = true;
    return at < end;
  }

  /// Goes to the next word of the line, if there is one.
  public boolean word() {
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

  /// Goes past words, if there are as many.
  public boolean skip(int words) {
    for (int i = 0; i < words; i++) {
      if (!word()) {
        return false;
      }
    }
    return true;
  }

  /// What stands before the last of these marks in the line; the cursor goes behind the mark.
  public boolean before(char mark) {
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
  public boolean field(byte[] key) {
    if (!word() || to - from < key.length || !same(key, from + key.length)) {
      return false;
    }
    from += key.length;
    return true;
  }

  /// Goes to the start of the rest of the line, and takes all of it as the word.
  public boolean rest() {
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

  /// Is the word this one?
  public boolean is(byte[] word) {
    return to - from == word.length && same(word, to);
  }

  /// The word.
  public byte[] copy() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /// The word as text.
  public String string() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /// Are these all the bytes there are?
  public boolean sameContent(byte[] other) {
    return Arrays.equals(bytes, 0, end, other, 0, other.length);
  }

  /// All bytes.
  public byte[] content() {
    return Arrays.copyOf(bytes, end);
  }

  /// The next word as a whole number, or [#NONE].
  public long number() {
    return word() ? asNumber() : NONE;
  }

  /// The word as a whole number, or [#NONE].
  public long asNumber() {
    return digits(from, to);
  }

  /// The word as a whole number that may be negative, NaN when it is none.
  public double asSigned() {
    boolean negative = to > from && bytes[from] == '-';
    long digits = digits(negative ? from + 1 : from, to);
    if (digits == NONE) {
      return Double.NaN;
    }
    return negative ? -(double) digits : digits;
  }

  /// The next word as [#asDecimal()].
  public double decimal() {
    return word() ? asDecimal() : Double.NaN;
  }

  /// The word as a number such as `12.34`, not negative, NaN when it is none.
  public double asDecimal() {
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

  /// The next word as [#asAmount()].
  public double amount() {
    return word() ? asAmount() : Double.NaN;
  }

  /// The word as a whole number, where `max` is infinite and anything else NaN. Whole numbers up to
  /// 2^53 are exact, and what the kernel counts in bytes or nanoseconds stays near enough beyond.
  public double asAmount() {
    return is(MAX) ? Double.POSITIVE_INFINITY : amount(digits(from, to));
  }

  /// The number in the word when it begins with a key, such as `rbytes=`; NaN when it does not.
  public double valueOf(byte[] key) {
    boolean begins = to - from > key.length && same(key, from + key.length);
    return begins ? amount(digits(from + key.length, to)) : Double.NaN;
  }

  private static double amount(long digits) {
    return digits == NONE ? Double.NaN : digits;
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
