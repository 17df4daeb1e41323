package dev.sonde.wire.influx;

import dev.sonde.wire.scrape.Decimal;
import java.util.List;

/// Reads the value of a field.
final class FieldValue {
  /// It can't be read; [#problem] says why.
  static final int BAD = -1;

  private static final String NOTHING = "a value is neither a number, a text nor true or false";
  private static final List<String> TRUE = List.of("t", "T", "true", "True", "TRUE");
  private static final List<String> FALSE = List.of("f", "F", "false", "False", "FALSE");
  private static final double MOST_UNSIGNED = 0x1p64;

  private final Decimal decimal = new Decimal();
  private double number;
  private boolean text;
  private String problem = "";

  /// The number, when it is one.
  double number() {
    return number;
  }

  boolean isText() {
    return text;
  }

  String problem() {
    return problem;
  }

  /// @return where it is over, or [#BAD]
  int read(byte[] body, int from, int to) {
    text = from < to && body[from] == '"';
    if (text) {
      int end = afterText(body, from + 1, to);
      return end < 0 ? bad("a text has no end") : end;
    }
    int end = end(body, from, to);
    if (end == from) {
      return bad("a field has no value");
    }
    return switch (body[end - 1]) {
      case 'i' -> integer(body, from, end, true);
      case 'u' -> integer(body, from, end, false);
      default -> number(body, from, end);
    };
  }

  private static int afterText(byte[] body, int from, int to) {
    for (int at = from; at < to; at++) {
      if (body[at] == '"') {
        return at + 1;
      }
      at += body[at] == '\\' ? 1 : 0;
    }
    return BAD;
  }

  private static int end(byte[] body, int from, int to) {
    int at = from;
    while (at < to && body[at] > ' ' && body[at] != ',') {
      at++;
    }
    return at;
  }

  private int integer(byte[] body, int from, int end, boolean signed) {
    int first = signed && body[from] == '-' ? from + 1 : from;
    int last = end - 1;
    boolean digits = first < last;
    for (int at = first; at < last; at++) {
      digits &= body[at] >= '0' && body[at] <= '9';
    }
    if (!digits || decimal.read(body, from, last) != last) {
      return bad(NOTHING);
    }
    number = decimal.value();
    if (signed ? Math.abs(number) > 0x1p63 : number > MOST_UNSIGNED) {
      return bad("a whole number is too large for 64 bits");
    }
    return end;
  }

  private int number(byte[] body, int from, int end) {
    byte first = body[from];
    boolean signed = (first == '-' || first == '+') && end > from + 1;
    byte digit = signed ? body[from + 1] : first;
    if ((digit >= '0' && digit <= '9') || digit == '.') {
      int read = decimal.read(body, from, end);
      number = decimal.value();
      return read == end ? end : bad(why(read));
    }
    return truth(body, from, end);
  }

  private static String why(int read) {
    return read == Decimal.LARGE ? "a number is too large for 64 bits" : NOTHING;
  }

  private int truth(byte[] body, int from, int end) {
    if (is(body, from, end, TRUE)) {
      number = 1;
      return end;
    }
    number = 0;
    return is(body, from, end, FALSE) ? end : bad(NOTHING);
  }

  private static boolean is(byte[] body, int from, int end, List<String> words) {
    for (int each = 0; each < words.size(); each++) {
      String word = words.get(each);
      boolean same = end - from == word.length();
      for (int i = 0; same && i < word.length(); i++) {
        same = body[from + i] == word.charAt(i);
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  private int bad(String why) {
    problem = why;
    return BAD;
  }
}
