package dev.sonde.wire.json;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Regular expressions of RFC 9485, written anew for an engine whose time grows with the text's
/// length alone.
///
/// # Implementation notes
///
/// The engine compiles by recursion and bounds each repeat, not their product, so what an
/// expression grows to when its repeats are written out is bounded here.
final class IRegexp {
  private static final int LONGEST = 1_000;
  private static final int DEEPEST = 32;
  private static final int LARGEST = 1_000;
  private static final String CATEGORIES =
      " L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps Z Zl Zp Zs S Sc Sk Sm So C Cc"
          + " Cf Cn Co ";

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int depth;

  private IRegexp(String source) {
    this.source = source;
  }

  /// The pattern, or null when it is none.
  static @Nullable Pattern compile(String source) {
    try {
      return Pattern.compile(new IRegexp(source).translated());
    } catch (Malformed | PatternSyntaxException _) {
      return null;
    }
  }

  /// Why it is none.
  static Optional<String> doubt(String source) {
    try {
      Pattern.compile(new IRegexp(source).translated());
      return Optional.empty();
    } catch (Malformed | PatternSyntaxException e) {
      return Optional.of("the pattern " + source + " never matches: " + e.getMessage());
    }
  }

  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  private String translated() {
    if (source.length() > LONGEST) {
      throw new Malformed("it is longer than " + LONGEST + " characters");
    }
    branches();
    if (at < source.length()) {
      throw fault();
    }
    return out.toString();
  }

  /// All the branches that stand here.
  ///
  /// @return how many parts they have when repeats are written out
  private long branches() {
    long size = branch();
    while (takes('|')) {
      out.append('|');
      size = checked(size + 1 + branch());
    }
    return size;
  }

  private long branch() {
    long size = 0;
    while (at < source.length() && peek() != '|' && peek() != ')') {
      long part = atom();
      size = checked(size + part * quantifier());
    }
    return size;
  }

  private static long checked(long size) {
    if (size > LARGEST) {
      throw new Malformed("it has more than " + LARGEST + " parts, repeats written out");
    }
    return size;
  }

  private long atom() {
    switch (peek()) {
      case '(' -> {
        return group();
      }
      case '[' -> bracket();
      case '.' -> {
        at++;
        out.append("[^\\n\\r]");
      }
      case '\\' -> escape();
      case '*', '+', '?', '{', '}', ']' -> throw fault();
      default -> literal();
    }
    return 1;
  }

  private long group() {
    if (++depth > DEEPEST) {
      throw new Malformed("it is nested deeper than " + DEEPEST + " levels");
    }
    at++;
    out.append("(?:");
    long size = branches();
    expect(')');
    out.append(')');
    depth--;
    return size + 1;
  }

  /// How often what stands before it is written out.
  private long quantifier() {
    if (at == source.length()) {
      return 1;
    }
    return switch (peek()) {
      case '*', '+', '?' -> {
        out.append(source.charAt(at++));
        yield 1;
      }
      case '{' -> range();
      default -> 1;
    };
  }

  private long range() {
    int from = at++;
    long most = digits();
    if (takes(',') && at < source.length() && peek() != '}') {
      most = Math.max(most, digits());
    }
    expect('}');
    out.append(source, from, at);
    return Math.max(1, most);
  }

  private long digits() {
    int from = at;
    long value = 0;
    while (at < source.length() && peek() >= '0' && peek() <= '9') {
      value = Math.min(value * 10 + peek() - '0', LARGEST + 1);
      at++;
    }
    if (at == from) {
      throw fault();
    }
    return value;
  }

  private void bracket() {
    at++;
    out.append('[');
    if (takes('^')) {
      out.append('^');
    }
    int first = at;
    while (!sees(']')) {
      member(first);
    }
    if (at == first) {
      throw fault();
    }
    at++;
    out.append(']');
  }

  private void member(int first) {
    if (sees('\\') && (source.startsWith("\\p", at) || source.startsWith("\\P", at))) {
      category();
      return;
    }
    if (sees('-')) {
      at++;
      if (at - 1 != first && !sees(']')) {
        throw new Malformed("- stands in the middle of [] at " + at);
      }
      out.append("\\x{2d}");
      return;
    }
    character();
    if (sees('-') && !source.startsWith("-]", at)) {
      at++;
      out.append('-');
      character();
    }
  }

  private void character() {
    if (sees('\\')) {
      escape();
    } else if (at == source.length() || sees('[') || sees(']') || sees('-')) {
      throw fault();
    } else {
      literal();
    }
  }

  private void escape() {
    if (source.startsWith("\\p", at) || source.startsWith("\\P", at)) {
      category();
      return;
    }
    at++;
    if (at == source.length() || "()*+-.?[\\]^nrt{|}".indexOf(source.charAt(at)) < 0) {
      throw fault();
    }
    char escaped = source.charAt(at);
    switch (escaped) {
      case 'n', 'r', 't' -> {
        at++;
        out.append('\\').append(escaped);
      }
      default -> literal();
    }
  }

  private void category() {
    int end = source.indexOf('}', at);
    String name = end < 0 || source.charAt(at + 2) != '{' ? "" : source.substring(at + 3, end);
    if (name.isEmpty() || !CATEGORIES.contains(" " + name + " ")) {
      throw fault();
    }
    out.append(source, at, end + 1);
    at = end + 1;
  }

  private void literal() {
    int point = peek();
    if (Character.getType(point) == Character.SURROGATE) {
      throw fault();
    }
    at += Character.charCount(point);
    boolean plain = (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    if (plain || (point >= '0' && point <= '9')) {
      out.append((char) point);
    } else {
      out.append("\\x{").append(Integer.toHexString(point)).append('}');
    }
  }

  private int peek() {
    return source.codePointAt(at);
  }

  private boolean sees(char wanted) {
    return at < source.length() && source.charAt(at) == wanted;
  }

  private boolean takes(char wanted) {
    boolean there = sees(wanted);
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char wanted) {
    if (!takes(wanted)) {
      throw fault();
    }
  }

  private Malformed fault() {
    return new Malformed(
        at >= source.length()
            ? "it ends too early"
            : "RFC 9485 has no "
                + Character.toString(source.codePointAt(at))
                + " here, at character "
                + (at + 1));
  }
}
