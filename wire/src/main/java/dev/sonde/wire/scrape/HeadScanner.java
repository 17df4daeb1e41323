package dev.sonde.wire.scrape;

/// Finds name and labels of a sample's line.
final class HeadScanner {
  private final LabelScanner labels;
  private boolean strict;
  private int nameFrom;
  private int nameTo;
  private String problem = "";

  HeadScanner(PageLimits limits) {
    labels = new LabelScanner(limits);
  }

  void begin(boolean openMetrics) {
    strict = openMetrics;
  }

  LabelScanner labels() {
    return labels;
  }

  /// Where the name stands, without quotes.
  int nameFrom() {
    return nameFrom;
  }

  int nameTo() {
    return nameTo;
  }

  String problem() {
    return problem;
  }

  /// @param to the line's end
  /// @return where the value begins, or [Tail#BAD]
  int scan(byte[] page, int from, int to) {
    labels.clear();
    int first = strict ? from : Bytes.afterBlanks(page, from, to);
    nameFrom = first;
    nameTo = Bytes.afterName(page, first, to, true);
    boolean bare = nameTo > first;
    int brace = strict ? nameTo : Bytes.afterBlanks(page, nameTo, to);
    if (brace < to && page[brace] == '{') {
      return braces(page, brace, to, bare);
    }
    return bare ? value(page, nameTo, to) : bad("a sample begins with a name or {");
  }

  /// Finds just the name, in a line known to be sound.
  void name(byte[] page, int from, int to) {
    nameFrom = Bytes.afterBlanks(page, from, to);
    nameTo = Bytes.afterName(page, nameFrom, to, true);
    if (nameFrom == nameTo) {
      scan(page, from, to);
    }
  }

  private int braces(byte[] page, int brace, int to, boolean bare) {
    int at = labels.scan(page, brace + 1, to, strict, !bare);
    if (at < 0) {
      return bad(labels.problem());
    }
    if (!bare && labels.metricTo() == 0) {
      return bad("the sample has no name");
    }
    nameFrom = bare ? nameFrom : labels.metricFrom();
    nameTo = bare ? nameTo : labels.metricTo();
    return strict ? value(page, at, to) : Bytes.afterBlanks(page, at, to);
  }

  private int value(byte[] page, int from, int to) {
    int at = strict && from < to && page[from] == ' ' ? from + 1 : from;
    at = strict ? at : Bytes.afterBlanks(page, at, to);
    return at > from ? at : bad("there is no blank and value after the sample's name and labels");
  }

  private int bad(String why) {
    problem = why;
    return Tail.BAD;
  }
}
