package dev.sonde.processors.relabel;

import java.util.ArrayList;
import java.util.List;

/// Text with groups to fill in, by Go's rules: `$1`, `${1}`, `${name}`; `$1x` is the group called
/// `1x`; `$$` is a dollar; a group that there is not is nothing.
final class Template {
  private static final int NONE = -1;
  private static final int LARGEST = 100_000_000;

  /// Text, then a group; [#NONE] for no group.
  private record Part(String text, int group) {}

  private final List<Part> parts = new ArrayList<>();

  Template(String written, Expression expression) {
    new Parser(written, expression).parse();
  }

  /// Has it no groups, so that it is always the same?
  boolean constant() {
    return parts.size() == 1 && parts.getFirst().group == NONE;
  }

  /// @param groups of a match, the whole first
  String expand(List<String> groups) {
    if (constant()) {
      return parts.getFirst().text;
    }
    var out = new StringBuilder();
    for (Part part : parts) {
      out.append(part.text);
      if (part.group != NONE) {
        out.append(groups.get(part.group));
      }
    }
    return out.toString();
  }

  private final class Parser {
    private final String written;
    private final Expression expression;
    private final StringBuilder text = new StringBuilder();
    private int at;

    Parser(String written, Expression expression) {
      this.written = written;
      this.expression = expression;
    }

    void parse() {
      while (at < written.length()) {
        char here = written.charAt(at++);
        if (here != '$') {
          text.append(here);
        } else if (at < written.length() && written.charAt(at) == '$') {
          at++;
          text.append('$');
        } else {
          reference();
        }
      }
      add(NONE);
    }

    private void reference() {
      boolean braced = at < written.length() && written.charAt(at) == '{';
      int from = braced ? at + 1 : at;
      int end = endOfName(from);
      if (end == from || (braced && !written.startsWith("}", end))) {
        text.append('$');
        return;
      }
      at = braced ? end + 1 : end;
      int group = number(written.substring(from, end));
      if (group != NONE) {
        add(group);
      }
    }

    private int endOfName(int from) {
      int end = from;
      while (end < written.length()) {
        int rune = written.codePointAt(end);
        if (rune != '_' && !Character.isLetter(rune) && !Character.isDigit(rune)) {
          break;
        }
        end += Character.charCount(rune);
      }
      return end;
    }

    /// A name made of digits is a number, unless it begins with a needless 0.
    private int number(String name) {
      int number = 0;
      for (int i = 0; i < name.length(); i++) {
        char digit = name.charAt(i);
        if (digit < '0' || digit > '9' || number >= LARGEST) {
          return expression.group(name);
        }
        number = number * 10 + digit - '0';
      }
      if (name.length() > 1 && name.charAt(0) == '0') {
        return expression.group(name);
      }
      return number <= expression.groupCount() ? number : NONE;
    }

    private void add(int group) {
      parts.add(new Part(text.toString(), group));
      text.setLength(0);
    }
  }
}
