package dev.sonde.wire.scrape;

/// What is remembered of a line beside its hash, in 32 and 16 bits: the length of its head (20),
/// the rule its value obeys (4), whether a metric begins with it (1), and 23 bits of what its
/// family said.
final class Shape {
  /// The longest head, and so the longest line.
  static final int LONGEST = (1 << 20) - 1;

  private static final int RULE = 20;
  private static final int RULES = 0xf;
  private static final int FIRST = 1 << 24;
  private static final int FAMILY = 25;

  private Shape() {}

  static int of(int length, int rule, boolean first, long print) {
    return length | rule << RULE | (first ? FIRST : 0) | (int) (print >>> 57) << FAMILY;
  }

  static int length(int shape) {
    return shape & LONGEST;
  }

  static int rule(int shape) {
    return shape >>> RULE & RULES;
  }

  static boolean first(int shape) {
    return (shape & FIRST) != 0;
  }

  static char family(long print) {
    return (char) print;
  }

  static boolean sameFamily(int shape, char family, long print) {
    return family == (char) print && shape >>> FAMILY == print >>> 57;
  }
}
