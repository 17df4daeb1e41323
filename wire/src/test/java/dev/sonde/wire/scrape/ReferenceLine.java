package dev.sonde.wire.scrape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line, taken apart by regular expressions. A line is bytes, one in each character.
final class ReferenceLine {
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*+");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*+");
  private static final Pattern QUOTED =
      Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"", Pattern.DOTALL);
  private static final Pattern BLANKS = Pattern.compile("[ \t]*+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][-+]?\\d++)?");
  private static final Pattern INFINITE = Pattern.compile("[-+]?(?i:inf|infinity)");

  private final String text;
  private final boolean strict;
  private int at;

  ReferenceLine(String text, boolean strict) {
    this.text = text;
    this.strict = strict;
  }

  int position() {
    return at;
  }

  String rest() {
    return text.substring(at);
  }

  boolean isOver() {
    return at == text.length();
  }

  void blanks() {
    if (!strict) {
      take(BLANKS);
    }
  }

  boolean next(String expected) {
    boolean next = text.startsWith(expected, at);
    at += next ? expected.length() : 0;
    return next;
  }

  void require(String expected) {
    demand(next(expected), expected);
  }

  static void demand(boolean holds, String what) {
    if (!holds) {
      throw new Malformed(what);
    }
  }

  /// A bare name, empty without one.
  String name() {
    return take(NAME);
  }

  /// A name, bare or in quotes.
  String anyName() {
    var name = text.startsWith("\"", at) ? quoted() : name();
    demand(!name.isEmpty(), "name");
    return name;
  }

  private String take(Pattern pattern) {
    var matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return "";
    }
    at = matcher.end();
    return matcher.group();
  }

  String quoted() {
    var matcher = QUOTED.matcher(text).region(at, text.length());
    demand(matcher.lookingAt(), "quotes");
    at = matcher.end();
    return unescaped(utf8(matcher.group(1)), true);
  }

  /// Labels from the opening brace on; the metric's name is under the key "".
  Map<String, String> labels(int most) {
    var labels = new TreeMap<String, String>();
    int count = 0;
    require("{");
    blanks();
    boolean more = !text.startsWith("}", at);
    while (more) {
      count += label(labels) ? 1 : 0;
      demand(count <= most, "too many");
      blanks();
      more = next(",");
      blanks();
      more &= strict || !text.startsWith("}", at);
    }
    require("}");
    demand(!labels.containsKey("__name__"), "__name__");
    return labels;
  }

  private boolean label(Map<String, String> labels) {
    boolean quoted = text.startsWith("\"", at);
    var name = quoted ? quoted() : take(LABEL);
    demand(!name.isEmpty(), "name");
    blanks();
    boolean valued = !quoted || text.startsWith("=", at);
    if (!valued) {
      demand(labels.put("", name) == null, "two names");
      return false;
    }
    require("=");
    blanks();
    demand(labels.put(name, quoted()) == null, "twice");
    return true;
  }

  static String utf8(String bytes) {
    try {
      var raw = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return StandardCharsets.UTF_8.newDecoder().decode(raw).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("not UTF-8");
    }
  }

  static String unescaped(String text, boolean quotes) {
    var escape = Pattern.compile(quotes ? "\\\\([\\\\n\"])" : "\\\\([\\\\n])");
    return escape
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(m.group(1).replace('n', '\n')));
  }

  static double number(String token) {
    if (token.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    if (INFINITE.matcher(token).matches()) {
      return token.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    demand(NUMBER.matcher(token).matches(), "number");
    double value = Double.parseDouble(token);
    demand(Double.isFinite(value), "too large");
    return value;
  }

  static long millis(String token) {
    demand(token.matches("[-+]?\\d+"), "time");
    return exact(new BigInteger(token));
  }

  static long seconds(String token) {
    double seconds = number(token);
    demand(Double.isFinite(seconds), "time");
    if (Math.abs(seconds) < 1e-30) {
      return 0;
    }
    return exact(new BigDecimal(token).movePointRight(3).toBigInteger());
  }

  private static long exact(BigInteger time) {
    demand(time.bitLength() < 64 && time.longValue() != Long.MIN_VALUE, "far");
    return time.longValue();
  }
}
