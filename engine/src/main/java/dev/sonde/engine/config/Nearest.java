package dev.sonde.engine.config;

import java.util.Locale;
import java.util.Optional;

/// Finds the word that somebody may have meant.
public final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /// The known word that needs the fewest insertions, deletions, changes and swaps of neighbours,
  /// if it needs few enough to be worth naming. `-` counts as `_`, case does not count.
  public static Optional<String> of(String word, Iterable<String> known) {
    String wanted = plain(word);
    int best = Math.max(1, wanted.length() / 3) + 1;
    String nearest = null;
    for (String candidate : known) {
      int distance = distance(wanted, plain(candidate), best);
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /// `; did you mean interval?`, or nothing.
  public static String hint(String word, Iterable<String> known) {
    return of(word, known).map(nearest -> "; did you mean " + nearest + "?").orElse("");
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /// The optimal string alignment distance, or `limit` when it is not smaller.
  static int distance(String a, String b, int limit) {
    if (a.length() > LONGEST || Math.abs(a.length() - b.length()) >= limit) {
      return limit;
    }
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        row[j] = cell(a, b, i, j, before, above, row);
      }
      int[] spare = before;
      before = above;
      above = row;
      row = spare;
    }
    return Math.min(above[b.length()], limit);
  }

  private static int cell(String a, String b, int i, int j, int[] before, int[] above, int[] row) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int cost = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(cost, before[j - 2] + 1) : cost;
  }
}
