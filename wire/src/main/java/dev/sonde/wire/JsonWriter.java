package dev.sonde.wire;

import java.util.Arrays;

/// Writes one JSON value, piece by piece, without white space. Not safe for two threads.
///
/// Whoever writes a name twice in one object gets it twice; every other misuse throws
/// [IllegalStateException].
public final class JsonWriter {
  private static final int MAX_DEPTH = 64;
  private static final String HEX = "0123456789abcdef";

  private enum State {
    START,
    FIRST_NAME,
    NEXT_NAME,
    MEMBER_VALUE,
    FIRST_ELEMENT,
    NEXT_ELEMENT,
    END
  }

  private final ByteSink out;
  private final State[] outer = new State[MAX_DEPTH];
  private State state = State.START;
  private int depth;

  /// A writer of one value at the end of `out`.
  public JsonWriter(ByteSink out) {
    this.out = out;
  }

  /// Begins an object.
  public JsonWriter object() {
    return open('{', State.FIRST_NAME);
  }

  /// Ends the object begun last.
  public JsonWriter endObject() {
    check(state == State.FIRST_NAME || state == State.NEXT_NAME, "endObject");
    return close('}');
  }

  /// Begins an array.
  public JsonWriter array() {
    return open('[', State.FIRST_ELEMENT);
  }

  /// Ends the array begun last.
  public JsonWriter endArray() {
    check(state == State.FIRST_ELEMENT || state == State.NEXT_ELEMENT, "endArray");
    return close(']');
  }

  /// The name of the member whose value comes next.
  public JsonWriter name(String name) {
    check(state == State.FIRST_NAME || state == State.NEXT_NAME, "name");
    if (state == State.NEXT_NAME) {
      out.put(',');
    }
    string(name);
    out.put(':');
    state = State.MEMBER_VALUE;
    return this;
  }

  /// The same, from a range of UTF-8; makes no object.
  ///
  /// @param to exclusive
  public JsonWriter name(byte[] utf8, int from, int to) {
    check(state == State.FIRST_NAME || state == State.NEXT_NAME, "name");
    if (state == State.NEXT_NAME) {
      out.put(',');
    }
    string(utf8, from, to);
    out.put(':');
    state = State.MEMBER_VALUE;
    return this;
  }

  /// Text from a range of UTF-8; makes no object.
  ///
  /// @param to exclusive
  public JsonWriter value(byte[] utf8, int from, int to) {
    before();
    string(utf8, from, to);
    return after();
  }

  /// Text; half a surrogate pair is written as its `\\u` escape.
  public JsonWriter value(String text) {
    before();
    string(text);
    return after();
  }

  /// A whole number.
  public JsonWriter value(long number) {
    before();
    out.number(number);
    return after();
  }

  /// A number, as [ByteSink#number(double)] writes it; JSON has no NaN and no infinity, so these
  /// are null.
  public JsonWriter value(double number) {
    if (!Double.isFinite(number)) {
      return nothing();
    }
    before();
    out.number(number);
    return after();
  }

  /// True or false.
  public JsonWriter value(boolean truth) {
    before();
    out.put(truth ? "true" : "false");
    return after();
  }

  /// Null.
  public JsonWriter nothing() {
    before();
    out.put("null");
    return after();
  }

  /// Says that the value is whole.
  ///
  /// @throws IllegalStateException when something is still open, or nothing was written
  public void end() {
    check(state == State.END, "end");
  }

  /// Says that the value is whole, and begins another one behind it: for lines of JSON.
  ///
  /// @throws IllegalStateException as [#end]
  public void again() {
    end();
    state = State.START;
  }

  private JsonWriter open(char bracket, State inside) {
    before();
    check(depth < MAX_DEPTH, "nesting deeper than " + MAX_DEPTH);
    outer[depth++] = state;
    state = inside;
    out.put(bracket);
    return this;
  }

  private JsonWriter close(char bracket) {
    out.put(bracket);
    state = outer[--depth];
    return after();
  }

  private void before() {
    check(state != State.FIRST_NAME && state != State.NEXT_NAME && state != State.END, "a value");
    if (state == State.NEXT_ELEMENT) {
      out.put(',');
    }
  }

  private JsonWriter after() {
    state =
        switch (state) {
          case MEMBER_VALUE -> State.NEXT_NAME;
          case FIRST_ELEMENT, NEXT_ELEMENT -> State.NEXT_ELEMENT;
          case START, FIRST_NAME, NEXT_NAME, END -> State.END;
        };
    return this;
  }

  private void check(boolean allowed, String what) {
    if (!allowed) {
      throw new IllegalStateException(
          what + " can't stand here: " + state + " in " + Arrays.toString(path()));
    }
  }

  private State[] path() {
    return Arrays.copyOf(outer, depth);
  }

  private void string(String text) {
    out.put('"');
    int plain = 0;
    for (int at = 0; at < text.length(); at++) {
      if (needsEscape(text, at)) {
        out.put(text.substring(plain, at));
        escape(text.charAt(at));
        plain = at + 1;
      }
    }
    out.put(plain == 0 ? text : text.substring(plain));
    out.put('"');
  }

  private void string(byte[] utf8, int from, int to) {
    out.put('"');
    int plain = from;
    for (int at = from; at < to; at++) {
      byte unit = utf8[at];
      if ((unit >= 0 && unit < 0x20) || unit == '"' || unit == '\\') {
        out.put(utf8, plain, at);
        escape((char) unit);
        plain = at + 1;
      }
    }
    out.put(utf8, plain, to);
    out.put('"');
  }

  private static boolean needsEscape(String text, int at) {
    char character = text.charAt(at);
    return character < 0x20
        || character == '"'
        || character == '\\'
        || (Character.isSurrogate(character) && isAlone(text, at));
  }

  private static boolean isAlone(String text, int at) {
    char character = text.charAt(at);
    return Character.isHighSurrogate(character)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }

  private void escape(char character) {
    out.put('\\');
    switch (character) {
      case '"', '\\' -> out.put(character);
      case '\n' -> out.put('n');
      case '\r' -> out.put('r');
      case '\t' -> out.put('t');
      default -> unicode(character);
    }
  }

  private void unicode(char character) {
    out.put('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.put(HEX.charAt((character >> shift) & 0xf));
    }
  }
}
