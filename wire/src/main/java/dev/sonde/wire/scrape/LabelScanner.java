package dev.sonde.wire.scrape;

import dev.sonde.wire.protobuf.Utf8;
import java.util.Arrays;

/// Finds the labels between braces: ranges of the page, no object for any of them.
final class LabelScanner {
  private static final int RANGES = 4;

  private final int most;
  private int[] ranges = new int[16 * RANGES];
  private int count;
  private int metricFrom;
  private int metricTo;
  private boolean escaped;
  private String problem = "";

  LabelScanner(PageLimits limits) {
    most = limits.mostLabels();
  }

  /// How many labels there are.
  int count() {
    return count;
  }

  int nameFrom(int label) {
    return ranges[label * RANGES];
  }

  int nameTo(int label) {
    return ranges[label * RANGES + 1];
  }

  /// Without its quotes.
  int valueFrom(int label) {
    return ranges[label * RANGES + 2];
  }

  int valueTo(int label) {
    return ranges[label * RANGES + 3];
  }

  /// The metric's name in quotes among the labels; where it is over is 0 without one.
  int metricFrom() {
    return metricFrom;
  }

  int metricTo() {
    return metricTo;
  }

  String problem() {
    return problem;
  }

  void clear() {
    count = 0;
    metricTo = 0;
    escaped = false;
  }

  /// Reads from behind the opening brace.
  ///
  /// @param strict no blanks, no comma at the end
  /// @param metric may the metric's name stand among the labels?
  /// @return what follows the closing brace, or [Tail#BAD]
  int scan(byte[] page, int from, int to, boolean strict, boolean metric) {
    clear();
    int at = blanks(page, from, to, strict);
    boolean comma = false;
    while (at < to && (page[at] != '}' || (strict && comma))) {
      at = item(page, at, to, strict, metric);
      if (at < 0) {
        return at;
      }
      comma = at < to && page[at] == ',';
      if (!comma && at < to && page[at] != '}') {
        return bad("a label is followed by a comma or a closing brace");
      }
      at = comma ? blanks(page, at + 1, to, strict) : at;
    }
    return at < to ? unique(page) ? at + 1 : bad("a label is given twice") : open();
  }

  private int open() {
    return bad("the labels have no closing brace");
  }

  private int item(byte[] page, int from, int to, boolean strict, boolean metric) {
    boolean quoted = page[from] == '"';
    int after = quoted ? Bytes.afterQuoted(page, from, to) : Bytes.afterName(page, from, to, false);
    if (after <= from) {
      return bad("a label's name is missing");
    }
    int nameFrom = quoted ? from + 1 : from;
    int nameTo = quoted ? after - 1 : after;
    escaped |= quoted && Escapes.has(page, nameFrom, nameTo);
    if (nameFrom == nameTo || !Utf8.isSound(page, nameFrom, nameTo)) {
      return bad("a name in quotes is empty or not UTF-8");
    }
    int at = blanks(page, after, to, strict);
    if (at < to && page[at] == '=') {
      return value(page, nameFrom, nameTo, blanks(page, at + 1, to, strict), to, strict);
    }
    if (!quoted || !metric || metricTo > 0) {
      return bad("a label's name is not followed by =");
    }
    metricFrom = nameFrom;
    metricTo = nameTo;
    return at;
  }

  private int value(byte[] page, int nameFrom, int nameTo, int quote, int to, boolean strict) {
    int after = quote < to && page[quote] == '"' ? Bytes.afterQuoted(page, quote, to) : -1;
    if (after < 0) {
      return bad("a label's value has no quotes around it");
    }
    if (!Utf8.isSound(page, quote + 1, after - 1)) {
      return bad("a label's value is not UTF-8");
    }
    if (count == most) {
      return bad("there are more labels than allowed");
    }
    if (Bytes.is(page, nameFrom, nameTo, "__name__")) {
      return bad("__name__ can't be a label");
    }
    add(nameFrom, nameTo, quote + 1, after - 1);
    return blanks(page, after, to, strict);
  }

  private void add(int nameFrom, int nameTo, int valueFrom, int valueTo) {
    int at = count++ * RANGES;
    if (at == ranges.length) {
      ranges = Arrays.copyOf(ranges, at * 2);
    }
    ranges[at] = nameFrom;
    ranges[at + 1] = nameTo;
    ranges[at + 2] = valueFrom;
    ranges[at + 3] = valueTo;
  }

  private boolean unique(byte[] page) {
    for (int left = 1; left < count; left++) {
      for (int right = 0; right < left; right++) {
        if (same(page, left, right)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean same(byte[] page, int left, int right) {
    int from = nameFrom(left);
    int other = nameFrom(right);
    return escaped
        ? Escapes.same(page, from, nameTo(left), other, nameTo(right))
        : Arrays.equals(page, from, nameTo(left), page, other, nameTo(right));
  }

  /// How many characters names and values have together.
  int characters(byte[] page) {
    int sum = 0;
    for (int label = 0; label < count; label++) {
      sum += Escapes.characters(page, nameFrom(label), nameTo(label));
      sum += Escapes.characters(page, valueFrom(label), valueTo(label));
    }
    return sum;
  }

  /// The label of this name, -1 without one.
  int find(byte[] page, String name) {
    for (int label = 0; label < count; label++) {
      if (Bytes.is(page, nameFrom(label), nameTo(label), name)) {
        return label;
      }
    }
    return -1;
  }

  /// The label whose name is these bytes, -1 without one.
  int find(byte[] page, byte[] name) {
    for (int label = 0; label < count; label++) {
      if (Arrays.equals(page, nameFrom(label), nameTo(label), name, 0, name.length)) {
        return label;
      }
    }
    return -1;
  }

  private static int blanks(byte[] page, int from, int to, boolean strict) {
    return strict ? from : Bytes.afterBlanks(page, from, to);
  }

  private int bad(String why) {
    problem = why;
    return Tail.BAD;
  }
}
