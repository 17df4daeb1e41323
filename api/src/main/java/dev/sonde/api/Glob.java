package dev.sonde.api;

/// A pattern over a whole text: `*` stands for any characters, `?` for one, `\` takes the next as
/// it is.
///
/// Matching takes time in proportion to text and pattern, whatever the pattern.
///
/// @param pattern as it is written
public record Glob(String pattern) {
  private static final char ANY = '*';
  private static final char ONE = '?';
  private static final char ESCAPE = '\\';

  /// @throws IllegalArgumentException for a pattern that can't be meant, with a message that says
  ///   why
  public Glob {
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException("is empty; write * to match everything");
    }
    if (danglingEscape(pattern)) {
      throw new IllegalArgumentException("ends in a single \\; write \\\\ to match one");
    }
  }

  /// Does the whole text match?
  public boolean matches(String text) {
    int at = 0;
    int in = 0;
    int afterStar = -1;
    int resume = 0;
    while (at < text.length()) {
      if (in < pattern.length() && pattern.charAt(in) == ANY) {
        afterStar = ++in;
        resume = at;
      } else if (in < pattern.length() && fits(in, text.charAt(at))) {
        in += width(in);
        at++;
      } else if (afterStar >= 0) {
        in = afterStar;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (in < pattern.length() && pattern.charAt(in) == ANY) {
      in++;
    }
    return in == pattern.length();
  }

  private boolean fits(int in, char character) {
    char wanted = pattern.charAt(in);
    return wanted == ONE || (wanted == ESCAPE ? pattern.charAt(in + 1) : wanted) == character;
  }

  private int width(int in) {
    return pattern.charAt(in) == ESCAPE ? 2 : 1;
  }

  private static boolean danglingEscape(String pattern) {
    int trailing = 0;
    while (trailing < pattern.length()
        && pattern.charAt(pattern.length() - 1 - trailing) == ESCAPE) {
      trailing++;
    }
    return trailing % 2 == 1;
  }
}
