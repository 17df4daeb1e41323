package dev.sonde.processors.relabel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What most rules are made of, without the automaton: words and beginnings, such as `up`,
/// `go_.*|process_.+`, `(.*)`.
///
/// @param words the whole text is one of them
/// @param beginnings the text begins with one of them
/// @param captured in brackets: the whole is group 1, too
record Alternatives(Set<String> words, List<Beginning> beginnings, boolean captured)
    implements Expression {
  private static final String SPECIAL = "\\.+*?()|[]{}^$";

  /// @param text what it begins with
  /// @param least how many characters must follow
  record Beginning(String text, int least) {
    boolean begins(String whole) {
      return whole.length() >= text.length() + least && whole.startsWith(text);
    }
  }

  Alternatives {
    words = Set.copyOf(words);
    beginnings = List.copyOf(beginnings);
  }

  /// Compiled, when it is as simple as that.
  static Optional<Alternatives> of(String regex) {
    boolean bracketed = regex.startsWith("(") && regex.endsWith(")");
    boolean captured = bracketed && !regex.startsWith("(?");
    int from = captured ? 1 : regex.startsWith("(?:") && bracketed ? 3 : 0;
    return new Parser(regex, from, regex.length() - (from == 0 ? 0 : 1)).parse(captured);
  }

  @Override
  public boolean matches(String text) {
    if (words.contains(text)) {
      return true;
    }
    for (int i = 0; i < beginnings.size(); i++) {
      if (beginnings.get(i).begins(text)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<String> groups(String text) {
    if (!matches(text)) {
      return List.of();
    }
    return captured ? List.of(text, text) : List.of(text);
  }

  @Override
  public int groupCount() {
    return captured ? 1 : 0;
  }

  @Override
  public int group(String name) {
    return -1;
  }

  /// Reads words up to `|`; whatever it does not know is for the automaton.
  private static final class Parser {
    private final String regex;
    private final int end;
    private final Set<String> words = new HashSet<>();
    private final List<Beginning> beginnings = new ArrayList<>();
    private int at;

    Parser(String regex, int from, int end) {
      this.regex = regex;
      this.at = from;
      this.end = end;
    }

    Optional<Alternatives> parse(boolean captured) {
      while (true) {
        if (!alternative()) {
          return Optional.empty();
        }
        if (at == end) {
          return Optional.of(new Alternatives(words, beginnings, captured));
        }
        at++;
      }
    }

    private boolean alternative() {
      var text = new StringBuilder();
      while (at < end && regex.charAt(at) != '|') {
        Character plain = plain();
        if (plain == null) {
          return open(text.toString());
        }
        text.append(plain.charValue());
      }
      words.add(text.toString());
      return true;
    }

    private @Nullable Character plain() {
      char here = regex.charAt(at);
      if (here == '\\' && at + 1 < end && SPECIAL.indexOf(regex.charAt(at + 1)) >= 0) {
        at += 2;
        return regex.charAt(at - 1);
      }
      if (SPECIAL.indexOf(here) >= 0) {
        return null;
      }
      at++;
      return here;
    }

    private boolean open(String begin) {
      boolean any =
          at + 1 < end && regex.charAt(at) == '.' && "*+".indexOf(regex.charAt(at + 1)) >= 0;
      if (!any || (at + 2 < end && regex.charAt(at + 2) != '|')) {
        return false;
      }
      beginnings.add(new Beginning(begin, regex.charAt(at + 1) == '+' ? 1 : 0));
      at += 2;
      return true;
    }
  }
}
