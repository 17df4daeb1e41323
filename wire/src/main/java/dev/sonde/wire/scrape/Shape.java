package dev.sonde.wire.scrape;

/// What is remembered of a line beside its hash, in 32 and 16 bits: the length of its head (20),
/// the rule its value obeys (4), and 24 bits of what its family said.
final class Shape {
  /// The longest head, and so the longest line.
  static final int LONGEST = (1 << 20) - 1;

  private static final int RULE = 20;
  private static final int RULES = 0xf;
  private static final int FAMILY = 24;
  private static final int OTHERS = 56;

  private Shape() {}

  static int of(int length, int rule, long print) {
    return length | rule << RULE | (int) (print >>> OTHERS) << FAMILY;
  }

  static int length(int shape) {
    return shape & LONGEST;
  }

  static int rule(int shape) {
    return shape >>> RULE & RULES;
  }

  static char family(long print) {
    return (char) print;
  }

  static boolean sameFamily(int shape, char family, long print) {
    return family == (char) print && shape >>> FAMILY == print >>> OTHERS;
  }
}
