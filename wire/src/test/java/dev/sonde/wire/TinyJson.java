package dev.sonde.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON strictly, without white space, to check what was written.
public final class TinyJson {
  private final String text;
  private int at;

  public TinyJson(String text) {
    this.text = text;
  }

  public @Nullable Object read() {
    var value = value();
    if (at != text.length()) {
      throw new IllegalArgumentException("more after the value, at " + at);
    }
    return value;
  }

  private @Nullable Object value() {
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (boolean more = begins('{', '}'); more; more = goesOn('}')) {
      var name = string();
      expect(':');
      map.put(name, value());
    }
    return map;
  }

  private List<@Nullable Object> array() {
    var list = new ArrayList<@Nullable Object>();
    for (boolean more = begins('[', ']'); more; more = goesOn(']')) {
      list.add(value());
    }
    return list;
  }

  private boolean begins(char open, char close) {
    expect(open);
    boolean empty = text.charAt(at) == close;
    at += empty ? 1 : 0;
    return !empty;
  }

  private boolean goesOn(char close) {
    if (text.charAt(at) == close) {
      at++;
      return false;
    }
    expect(',');
    return true;
  }

  private String string() {
    expect('"');
    var out = new StringBuilder();
    while (text.charAt(at) != '"') {
      char character = text.charAt(at++);
      if (character < 0x20) {
        throw new IllegalArgumentException("bare control character at " + (at - 1));
      }
      out.append(character == '\\' ? escaped() : character);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char escape = text.charAt(at++);
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> throw new IllegalArgumentException("escape \\" + escape);
    };
  }

  private double number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    var number = text.substring(from, at);
    if (!number.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?")) {
      throw new IllegalArgumentException("number " + number);
    }
    return Double.parseDouble(number);
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!text.startsWith(word, at)) {
      throw new IllegalArgumentException("word at " + at);
    }
    at += word.length();
    return meaning;
  }

  private void expect(char character) {
    if (text.charAt(at++) != character) {
      throw new IllegalArgumentException("no " + character + " at " + (at - 1));
    }
  }
}
