package dev.sonde.wire.pushed;

import org.jspecify.annotations.Nullable;

/// Where in a body something stands, for messages: `metrics[3].value`, `line 2, [0].tags`.
record Spot(@Nullable Spot parent, String name, int index) {
  /// The whole body.
  static final Spot TOP = new Spot(null, "", 0);

  private static final int LONGEST = 64;

  /// A body of lines.
  static Spot line(int number) {
    return new Spot(null, "line " + number, 0);
  }

  Spot member(String of) {
    return new Spot(this, of, 0);
  }

  Spot element(int place) {
    return new Spot(this, "", place);
  }

  /// Text from outside as a message may show it.
  static String shown(String text) {
    int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
    var shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(point -> shown.appendCodePoint(Character.isISOControl(point) ? '?' : point));
    return end == text.length() ? shown.toString() : shown.append('…').toString();
  }

  /// With what is wrong there.
  String with(String why) {
    String here = toString();
    return here.isEmpty() ? why : here + ": " + why;
  }

  @Override
  public String toString() {
    if (parent == null) {
      return name;
    }
    String before = parent.toString();
    if (name.isEmpty()) {
      return join(before, "[" + index + "]", "");
    }
    return join(before, shown(name), ".");
  }

  private String join(String before, String own, String sign) {
    boolean afterLine = parent != null && parent.parent == null && !before.isEmpty();
    return before.isEmpty() ? own : before + (afterLine ? ", " : sign) + own;
  }
}
