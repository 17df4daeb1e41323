package dev.sonde.wire.json;

/// The text of a path, character by character, with the column for messages.
final class PathScanner {
  private static final int LONGEST = 4_096;
  private static final int END = -1;

  private final String text;
  private int at;

  PathScanner(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
    }
    this.text = text;
  }

  int peek() {
    return at < text.length() ? text.codePointAt(at) : END;
  }

  boolean isOver() {
    return at == text.length();
  }

  boolean sees(String word) {
    return text.startsWith(word, at);
  }

  boolean takes(String word) {
    boolean there = sees(word);
    at += there ? word.length() : 0;
    return there;
  }

  void expect(String word, String why) {
    if (!takes(word)) {
      throw wanted(why);
    }
  }

  void blank() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  int place() {
    return at;
  }

  void back(int place) {
    at = place;
  }

  /// A name as it stands behind a dot.
  String name() {
    int from = at;
    while (isNameCharacter(peek(), at == from)) {
      at += Character.charCount(peek());
    }
    if (at == from) {
      throw wanted("a name, * or [");
    }
    return text.substring(from, at);
  }

  /// The word that calls a function or is a literal; empty when there is none.
  String word() {
    int from = at;
    while (isWordCharacter(peek(), at == from)) {
      at++;
    }
    return text.substring(from, at);
  }

  boolean seesNumber() {
    int next = peek();
    return next == '-' || isDigit(next);
  }

  /// A whole number that a `double` can be exactly.
  long integer() {
    int from = at;
    takes("-");
    int digits = at;
    while (isDigit(peek())) {
      at++;
    }
    String number = text.substring(from, at);
    boolean zeros = text.startsWith("0", digits) && number.length() > 1;
    if (at == digits || zeros || at - digits > 16 || Math.abs(Long.parseLong(number)) >= 1L << 53) {
      at = from;
      throw fault("a whole number is wanted, from -(2^53-1) to 2^53-1, without a zero before it");
    }
    return Long.parseLong(number);
  }

  JsonNumber number() {
    int from = at;
    while (isNumberCharacter(peek())) {
      at++;
    }
    try {
      return JsonNumber.of(text.substring(from, at));
    } catch (IllegalArgumentException _) {
      String number = text.substring(from, at);
      at = from;
      throw fault(number + " is no number");
    }
  }

  /// Text in the quotes that stand here.
  String quoted() {
    int quote = text.charAt(at++);
    int from = at;
    var out = new StringBuilder();
    while (peek() != quote) {
      int unit = peek();
      if (unit < ' ' || Character.getType(unit) == Character.SURROGATE) {
        at = unit == END ? from - 1 : at;
        throw fault(unit == END ? "the quotes are not closed" : "a character must be escaped");
      }
      at += Character.charCount(unit);
      out.appendCodePoint(unit == '\\' ? escaped(quote) : unit);
    }
    at++;
    return out.toString();
  }

  IllegalArgumentException wanted(String what) {
    return fault(what + " is wanted, not " + (isOver() ? "the end" : Character.toString(peek())));
  }

  IllegalArgumentException fault(String message) {
    int column = text.codePointCount(0, at) + 1;
    return new IllegalArgumentException(
        "is not a JSON path (RFC 9535): column " + column + ": " + message);
  }

  private int escaped(int quote) {
    int unit = peek();
    at += unit == END ? 0 : Character.charCount(unit);
    return switch (unit) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '/', '\\' -> unit;
      case 'u' -> unicode();
      case END -> throw fault("the quotes are not closed");
      default -> {
        if (unit == quote) {
          yield unit;
        }
        at -= Character.charCount(unit) + 1;
        throw fault("there is no escape \\" + Character.toString(unit));
      }
    };
  }

  private int unicode() {
    int unit = hex();
    if (!Escapes.isHalf(unit)) {
      return unit;
    }
    boolean high = Escapes.isHigh(unit) && takes("\\u");
    int low = high ? hex() : END;
    if (low < Character.MIN_LOW_SURROGATE || low > Character.MAX_LOW_SURROGATE) {
      throw fault("half of a surrogate pair stands before this");
    }
    return Character.toCodePoint((char) unit, (char) low);
  }

  private int hex() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 0x80 ? Character.digit(peek(), 16) : END;
      if (digit < 0) {
        throw wanted("a hexadecimal digit");
      }
      value = value << 4 | digit;
      at++;
    }
    return value;
  }

  private static boolean isBlank(char unit) {
    return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r';
  }

  private static boolean isDigit(int unit) {
    return unit >= '0' && unit <= '9';
  }

  private static boolean isNumberCharacter(int unit) {
    return isDigit(unit) || unit == '-' || unit == '+' || unit == '.' || (unit | 0x20) == 'e';
  }

  private static boolean isNameCharacter(int unit, boolean first) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || unit == '_'
        || (isDigit(unit) && !first)
        || (unit >= 0x80 && !(unit >= 0xd800 && unit <= 0xdfff));
  }

  private static boolean isWordCharacter(int unit, boolean first) {
    return (unit >= 'a' && unit <= 'z') || (!first && (unit == '_' || isDigit(unit)));
  }
}
