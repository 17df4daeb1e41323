package dev.sonde.server.history;

import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.processors.relabel.Expression;
import java.util.ArrayList;
import java.util.List;

/// Selections as people write them: `up`, `up{job="node",mode!="idle",path=~"/api/.*"}`,
/// `{__name__=~"system_.*"}`, `{"a name with blanks"}`.
///
/// Strings and regular expressions are Go's: `"…"` and `'…'` with escapes, or back quotes without;
/// RE2, which the whole value must match. `{}` means every series.
public final class SelectionText {
  private static final int LONGEST = 4096;
  private static final int MOST_MATCHERS = 32;
  private static final int LONGEST_EXPRESSION = 1024;
  private static final String EXAMPLE = "such as job=\"node\"";

  private final String text;
  private final List<Matcher> matchers = new ArrayList<>();
  private boolean named;
  private int at;

  private SelectionText(String text) {
    this.text = text;
  }

  /// Reads a selection.
  ///
  /// @throws SelectionException with what is wrong and where
  public static Selection parse(String text) throws SelectionException {
    if (text.length() > LONGEST) {
      throw new SelectionException(LONGEST, "a selection has " + LONGEST + " characters at most");
    }
    return new SelectionText(text).parse();
  }

  private Selection parse() throws SelectionException {
    if (next() != '{') {
      name(at, next() == '"' ? quoted() : bare("a name or { was expected"));
    }
    if (next() == '{') {
      at++;
      inside();
    }
    if (next() != 0) {
      throw wrong(at, "the selection ends here, but there is more");
    }
    return new Selection(matchers);
  }

  private void inside() throws SelectionException {
    while (next() != '}') {
      item();
      if (next() == ',') {
        at++;
      } else if (next() != '}') {
        throw wrong(at, next() == 0 ? "a } is missing" : "a , or } was expected");
      }
    }
    at++;
  }

  private void item() throws SelectionException {
    if (matchers.size() == MOST_MATCHERS) {
      throw wrong(at, "there are more than " + MOST_MATCHERS + " conditions");
    }
    int from = at;
    if (next() != '"') {
      matcher(bare(next() == 0 ? "a } is missing" : "a label was expected, " + EXAMPLE));
      return;
    }
    String label = quoted();
    if (next() == ',' || next() == '}') {
      name(from, label);
    } else {
      matcher(label);
    }
  }

  private void name(int from, String name) throws SelectionException {
    if (named) {
      throw wrong(from, "the name stands there already");
    }
    if (name.isEmpty()) {
      throw wrong(from, "a name can't be empty");
    }
    named = true;
    matchers.add(Matcher.is(Matcher.NAME, name));
  }

  private void matcher(String label) throws SelectionException {
    if (label.isEmpty()) {
      throw wrong(at, "a label's name can't be empty");
    }
    String operator = operator();
    next();
    int from = at;
    String value = value(label, operator);
    matchers.add(
        switch (operator) {
          case "=" -> Matcher.is(label, value);
          case "!=" -> Matcher.isNot(label, value);
          case "=~" -> Matcher.like(label, value, expression(from, value)::matches);
          default -> Matcher.unlike(label, value, expression(from, value)::matches);
        });
  }

  private String operator() throws SelectionException {
    char first = next();
    char second = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    if (first == '=' && second == '=') {
      throw wrong(at, "== is written as =");
    }
    if (List.of("=~", "!~", "!=").contains("" + first + second)) {
      at += 2;
      return text.substring(at - 2, at);
    }
    if (first != '=') {
      throw wrong(at, "one of = != =~ !~ was expected");
    }
    at++;
    return "=";
  }

  private String value(String label, String operator) throws SelectionException {
    char quote = next();
    if (quote != '"' && quote != '\'' && quote != '`') {
      throw wrong(at, "a value stands in quotes: " + label + operator + "\"…\"");
    }
    return quoted();
  }

  private static Expression expression(int from, String regex) throws SelectionException {
    if (regex.length() > LONGEST_EXPRESSION) {
      throw wrong(from, "an expression has " + LONGEST_EXPRESSION + " characters at most");
    }
    try {
      return Expression.of(regex);
    } catch (IllegalArgumentException bad) {
      String why = String.valueOf(bad.getMessage());
      throw wrong(from, "the expression " + why.replace("write several rules", "ask in parts"));
    }
  }

  private String quoted() throws SelectionException {
    var string = new GoString(text, at);
    String value = string.read();
    at = string.end();
    return value;
  }

  private String bare(String expected) throws SelectionException {
    next();
    int from = at;
    while (at < text.length() && isBare(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == from) {
      throw wrong(at, expected);
    }
    return text.substring(from, at);
  }

  private static boolean isBare(int point) {
    return Character.isLetterOrDigit(point) || "_:.-/".indexOf(point) >= 0;
  }

  /// The next character that is no white space; 0 at the end.
  private char next() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static SelectionException wrong(int place, String what) {
    return new SelectionException(place, what);
  }
}
