package dev.sonde.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one JSON document (RFC 8259) token by token, and makes no object for a token. To be used
/// again for the next document. Not safe for two threads.
///
/// ```
/// reader.open(bytes, 0, length);
/// while (reader.next() != JsonToken.END) { … }
/// ```
///
/// A name that an object has twice is given twice; [Json#read] sees to that. A byte order mark of
/// UTF-8 is passed over.
public final class JsonReader {
  private static final byte[] NOTHING = {};
  private static final int LONGEST_NUMBER = 1_000;

  private static final int VALUE = 0;
  private static final int FIRST_ELEMENT = 1;
  private static final int FIRST_NAME = 2;
  private static final int AFTER_ELEMENT = 3;
  private static final int AFTER_MEMBER = 4;
  private static final int OVER = 5;

  private final JsonRules rules;
  private final Escapes escapes = new Escapes();
  private byte[] bytes = NOTHING;
  private int start;
  private int end;
  private int at;
  private boolean[] inObject = new boolean[8];
  private int depth;
  private int expected = OVER;
  private int values;
  private @Nullable JsonToken token;
  private int from;
  private int to;
  private boolean plain = true;
  private boolean resolved;

  /// A reader that reads nothing yet.
  public JsonReader(JsonRules rules) {
    this.rules = rules;
  }

  /// Begins a document, which must not change until it is read.
  ///
  /// @param to exclusive
  /// @throws JsonException when it is too large, or plainly not UTF-8
  public void open(byte[] document, int from, int to) throws JsonException {
    bytes = document;
    start = from;
    end = to;
    at = from;
    depth = 0;
    values = 0;
    expected = VALUE;
    token = null;
    if (to - from > rules.maxBytes()) {
      throw new JsonException("the document is larger than " + rules.maxBytes() + " bytes");
    }
    skipMark();
  }

  /// Goes to the next token; after the end it stays there.
  public JsonToken next() throws JsonException {
    int unit = space();
    resolved = false;
    token =
        switch (expected) {
          case VALUE -> value(unit);
          case FIRST_ELEMENT -> unit == ']' ? close(JsonToken.END_ARRAY) : value(unit);
          case FIRST_NAME -> unit == '}' ? close(JsonToken.END_OBJECT) : name(unit);
          case AFTER_ELEMENT -> afterElement(unit);
          case AFTER_MEMBER -> afterMember(unit);
          default -> over(unit);
        };
    return token;
  }

  /// The token it stands at.
  ///
  /// @throws IllegalStateException before the first [#next]
  public JsonToken token() {
    JsonToken here = token;
    if (here == null) {
      throw new IllegalStateException("next() comes first");
    }
    return here;
  }

  /// Where the token it stands at begins, counted as [#open] counts.
  public int begins() {
    return token == JsonToken.NAME || token == JsonToken.TEXT ? from - 1 : from;
  }

  /// Behind the token it stands at; after [#skip], behind what was skipped.
  public int ends() {
    return at;
  }

  /// How many objects and arrays are open; one that has just begun counts.
  public int depth() {
    return depth;
  }

  /// Goes to the end of the object or array that has just begun; does nothing elsewhere.
  public void skip() throws JsonException {
    if (token == JsonToken.BEGIN_OBJECT || token == JsonToken.BEGIN_ARRAY) {
      int outside = depth - 1;
      while (depth > outside) {
        next();
      }
    }
  }

  /// The name or text it stands at.
  public String text() {
    resolve();
    return plain
        ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
        : new String(escapes.bytes(), 0, escapes.size(), StandardCharsets.UTF_8);
  }

  /// The array that holds the name or text it stands at, as UTF-8. It and the range in it stay as
  /// they are until the next name or text is asked for.
  public byte[] utf8() {
    resolve();
    return plain ? bytes : escapes.bytes();
  }

  /// Where in [#utf8] it begins.
  public int utf8From() {
    return plain ? from : 0;
  }

  /// Where in [#utf8] it ends, exclusive.
  public int utf8To() {
    resolve();
    return plain ? to : escapes.size();
  }

  /// The `double` nearest to the number it stands at; infinite beyond all of them.
  public double number() {
    return switch (bytes[from]) {
      case 'N' -> Double.NaN;
      case 'I' -> Double.POSITIVE_INFINITY;
      case '-' ->
          bytes[from + 1] == 'I' ? Double.NEGATIVE_INFINITY : NumberText.value(bytes, from, to);
      default -> NumberText.value(bytes, from, to);
    };
  }

  /// The number it stands at, as it is written.
  public String digits() {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /// A fault at the token it stands at, with line and column.
  public JsonException fault(String message) {
    return fault(begins(), message);
  }

  private void resolve() {
    if (!plain && !resolved) {
      escapes.resolve(bytes, from, to);
      resolved = true;
    }
  }

  private void skipMark() throws JsonException {
    int first = start < end ? bytes[start] & 0xff : 0;
    int second = start + 1 < end ? bytes[start + 1] & 0xff : 0;
    if (first == 0xef && second == 0xbb && start + 2 < end && (bytes[start + 2] & 0xff) == 0xbf) {
      start += 3;
      at = start;
    } else if ((first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe)) {
      throw fault(start, "this is UTF-16, and JSON is UTF-8");
    }
  }

  /// The next byte that is no white space, which stays unread, or -1 at the end.
  private int space() {
    while (at < end) {
      byte unit = bytes[at];
      if (unit > ' ' || (unit != ' ' && unit != '\n' && unit != '\r' && unit != '\t')) {
        return unit & 0xff;
      }
      at++;
    }
    return -1;
  }

  private JsonToken afterElement(int unit) throws JsonException {
    if (unit == ']') {
      return close(JsonToken.END_ARRAY);
    }
    if (unit != ',') {
      throw wanted("a comma or ]", unit);
    }
    at++;
    return value(space());
  }

  private JsonToken afterMember(int unit) throws JsonException {
    if (unit == '}') {
      return close(JsonToken.END_OBJECT);
    }
    if (unit != ',') {
      throw wanted("a comma or }", unit);
    }
    at++;
    return name(space());
  }

  private JsonToken over(int unit) throws JsonException {
    if (unit >= 0) {
      throw fault(at, "the document is over, but " + shown(unit) + " follows");
    }
    return JsonToken.END;
  }

  private JsonToken name(int unit) throws JsonException {
    if (unit != '"') {
      throw wanted("a name in double quotes", unit);
    }
    string();
    int colon = space();
    if (colon != ':') {
      throw wanted("a colon", colon);
    }
    at++;
    expected = VALUE;
    return JsonToken.NAME;
  }

  private JsonToken value(int unit) throws JsonException {
    from = at;
    if (++values > rules.maxValues()) {
      throw fault(at, "there are more than " + rules.maxValues() + " values");
    }
    return switch (unit) {
      case '"' -> {
        string();
        yield after(JsonToken.TEXT);
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numeral();
      case '{' -> open(JsonToken.BEGIN_OBJECT, true, FIRST_NAME);
      case '[' -> open(JsonToken.BEGIN_ARRAY, false, FIRST_ELEMENT);
      case 't' -> word(JsonToken.TRUE);
      case 'f' -> word(JsonToken.FALSE);
      case 'n' -> word(JsonToken.NULL);
      case 'N' -> numberWord("NaN", unit);
      case 'I' -> numberWord("Infinity", unit);
      default -> throw wanted("a value", unit);
    };
  }

  private JsonToken open(JsonToken bracket, boolean object, int inside) throws JsonException {
    if (depth == rules.maxDepth()) {
      throw fault(at, "it is nested deeper than " + rules.maxDepth() + " levels");
    }
    if (depth == inObject.length) {
      inObject = Arrays.copyOf(inObject, depth * 2);
    }
    inObject[depth++] = object;
    at++;
    expected = inside;
    return bracket;
  }

  private JsonToken close(JsonToken bracket) {
    from = at++;
    depth--;
    return after(bracket);
  }

  private JsonToken after(JsonToken read) {
    expected = depth == 0 ? OVER : inObject[depth - 1] ? AFTER_MEMBER : AFTER_ELEMENT;
    return read;
  }

  private JsonToken word(JsonToken word) throws JsonException {
    String letters = word.toString();
    for (int i = 0; i < letters.length(); i++) {
      if (at + i >= end || bytes[at + i] != letters.charAt(i)) {
        throw fault(at, "a value is wanted; did you mean " + letters + "?");
      }
    }
    at += letters.length();
    return after(word);
  }

  private JsonToken numberWord(String letters, int unit) throws JsonException {
    boolean wanted = rules.words() == JsonRules.Words.NUMBERS && at + letters.length() <= end;
    for (int i = 0; wanted && i < letters.length(); i++) {
      wanted = bytes[at + i] == letters.charAt(i);
    }
    if (!wanted) {
      throw unit == '-' ? fault(at + 1, "a digit is wanted, not I") : wanted("a value", unit);
    }
    at += letters.length();
    to = at;
    return after(JsonToken.NUMBER);
  }

  private JsonToken numeral() throws JsonException {
    if (bytes[from] == '-' && from + 1 < end && bytes[from + 1] == 'I') {
      return numberWord("-Infinity", '-');
    }
    to = NumberText.end(bytes, from, end);
    if (to < 0) {
      at = ~to;
      boolean zero = at > from && at < end && bytes[at - 1] == '0' && isDigit(bytes[at]);
      throw zero
          ? fault(from, "a number does not begin with 0 and another digit")
          : wanted("a digit", at < end ? bytes[at] & 0xff : -1);
    }
    if (to - from > LONGEST_NUMBER) {
      throw fault(from, "a number has more than " + LONGEST_NUMBER + " characters");
    }
    at = to;
    return after(JsonToken.NUMBER);
  }

  private static boolean isDigit(byte unit) {
    return unit >= '0' && unit <= '9';
  }

  private void string() throws JsonException {
    int here = at + 1;
    int last = (int) Math.min(end, (long) here + rules.maxText() + 1);
    from = here;
    plain = true;
    while (here < last) {
      byte unit = bytes[here];
      if (unit == '"') {
        to = here;
        at = here + 1;
        return;
      }
      here = unit >= ' ' && unit != '\\' ? here + 1 : special(here, unit);
    }
    throw fault(
        from - 1,
        last < end || last - from > rules.maxText()
            ? "text is longer than " + rules.maxText() + " bytes"
            : "text does not end");
  }

  private int special(int here, byte unit) throws JsonException {
    if (unit >= 0 && unit < ' ') {
      throw fault(here, "text holds " + shown(unit) + ", which must be escaped");
    }
    if (unit == '\\') {
      plain = false;
      return escape(here);
    }
    int length = Utf8.length(bytes, here, end);
    return length > 0 ? here + length : here + broken(here, 1, "this is not UTF-8");
  }

  private int escape(int here) throws JsonException {
    int unit = here + 1 < end ? bytes[here + 1] & 0xff : -1;
    return switch (unit) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> here + 2;
      case 'u' -> unicode(here);
      default -> throw fault(here, "\\ is not followed by one of \" \\ / b f n r t u");
    };
  }

  private int unicode(int here) throws JsonException {
    int unit = Escapes.hex(bytes, here + 2, end);
    if (unit < 0) {
      throw fault(here, "\\u is not followed by four hexadecimal digits");
    }
    if (!Escapes.isHalf(unit)) {
      return here + 6;
    }
    boolean pair = Escapes.isHigh(unit) && Escapes.low(bytes, here + 6, end) >= 0;
    return here + (pair ? 12 : broken(here, 6, "this is half of a surrogate pair"));
  }

  private int broken(int here, int length, String message) throws JsonException {
    if (rules.broken() == JsonRules.Broken.REFUSE) {
      throw fault(here, message);
    }
    plain = false;
    return length;
  }

  private JsonException wanted(String what, int unit) {
    return fault(at, what + " is wanted, not " + shown(unit));
  }

  private static String shown(int unit) {
    if (unit < 0) {
      return "the end";
    }
    boolean printable = unit > ' ' && unit < 0x7f;
    return printable ? Character.toString(unit) : String.format("byte 0x%02x", unit);
  }

  private JsonException fault(int place, String message) {
    int line = 1;
    int column = 1;
    for (int i = start; i < Math.min(place, end); i++) {
      if (bytes[i] == '\n') {
        line++;
        column = 1;
      } else if ((bytes[i] & 0xc0) != 0x80) {
        column++;
      }
    }
    return new JsonException(line, column, message);
  }
}
