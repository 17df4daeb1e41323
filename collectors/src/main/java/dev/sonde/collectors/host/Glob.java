package dev.sonde.collectors.host;

/// A pattern for names: `*` stands for any characters, `?` for one, all others for themselves.
///
/// @param pattern as it is written
public record Glob(String pattern) {
  /// Does a whole name match?
  public boolean matches(String name) {
    int at = 0;
    int wanted = 0;
    int star = -1;
    int resume = 0;
    while (at < name.length()) {
      if (wanted < pattern.length() && pattern.charAt(wanted) == '*') {
        star = wanted++;
        resume = at;
      } else if (wanted < pattern.length() && same(pattern.charAt(wanted), name.charAt(at))) {
        wanted++;
        at++;
      } else if (star >= 0) {
        wanted = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    return pattern.substring(wanted).chars().allMatch(c -> c == '*');
  }

  private static boolean same(char wanted, char found) {
    return wanted == '?' || wanted == found;
  }
}
