package dev.sonde.wire.scrape;

/// Reads what stands behind a sample's name and labels: the value, the time, the exemplar.
final class Tail {
  /// The line can't be read; [#problem] says why.
  static final int BAD = -1;

  private static final String NO_VALUE = "the value is not a number";
  private static final String LARGE = "the value is too large for a number of 64 bits";
  private static final String NO_TIME = "the time is not a number";
  private static final String FAR = "the time is too far away";
  private static final String MORE = "what follows the value is neither a time nor the line's end";
  private static final String OPEN = "the line does not end in a line feed";

  private final Decimal decimal = new Decimal();
  private final ExemplarScanner exemplar;
  private boolean strict;
  private double value;
  private long time;
  private boolean exemplary;
  private String problem = "";

  Tail(PageLimits limits) {
    exemplar = new ExemplarScanner(limits);
  }

  void begin(boolean openMetrics) {
    strict = openMetrics;
  }

  double value() {
    return value;
  }

  /// Milliseconds, [PageSink#UNTIMED] without one.
  long time() {
    return time;
  }

  /// Was there an exemplar, and a sound one?
  boolean exemplary() {
    return exemplary;
  }

  /// What was read of it.
  ExemplarScanner exemplar() {
    return exemplar;
  }

  String problem() {
    return problem;
  }

  /// @return where the next line begins, or [#BAD]
  int read(byte[] page, int from, int length) {
    int at = decimal.read(page, from, length);
    time = PageSink.UNTIMED;
    exemplary = false;
    if (at < 0) {
      return bad(at == Decimal.LARGE ? LARGE : NO_VALUE);
    }
    value = decimal.value();
    if (at < length && page[at] == '\n') {
      return at + 1;
    }
    return strict ? strictRest(page, at, length) : looseRest(page, at, length);
  }

  private int looseRest(byte[] page, int from, int length) {
    int at = Bytes.afterBlanks(page, from, length);
    if (at > from && at < length && page[at] != '\n') {
      at = millis(page, at, length);
    }
    return at < 0 ? at : ended(page, Bytes.afterBlanks(page, at, length), length);
  }

  private int ended(byte[] page, int at, int length) {
    if (at == length) {
      return length;
    }
    return page[at] == '\n' ? at + 1 : bad(MORE);
  }

  private int millis(byte[] page, int from, int length) {
    boolean minus = page[from] == '-';
    int first = minus || page[from] == '+' ? from + 1 : from;
    int at = first;
    long sum = 0;
    boolean fits = true;
    while (at < length && page[at] >= '0' && page[at] <= '9') {
      int digit = page[at++] - '0';
      fits &= sum < Long.MAX_VALUE / 10 || (sum == Long.MAX_VALUE / 10 && digit <= 7);
      sum = sum * 10 + digit;
    }
    time = minus ? -sum : sum;
    return at == first ? bad(NO_TIME) : fits ? at : bad(FAR);
  }

  private int strictRest(byte[] page, int from, int length) {
    int at = from;
    if (at + 1 < length && page[at] == ' ' && page[at + 1] != '#') {
      at = seconds(page, at + 1, length);
    }
    if (at >= 0 && at + 1 < length && page[at] == ' ') {
      at = exemplar.read(page, at + 1, length);
      exemplary = at >= 0;
      problem = exemplar.problem();
    }
    return at < 0 ? at : at == length ? bad(OPEN) : page[at] == '\n' ? at + 1 : bad(MORE);
  }

  private int seconds(byte[] page, int from, int length) {
    int at = decimal.read(page, from, length);
    if (at < 0 || !Double.isFinite(decimal.value())) {
      return bad(at == Decimal.LARGE ? FAR : NO_TIME);
    }
    time = decimal.thousandfold();
    return time == PageSink.UNTIMED ? bad(FAR) : at;
  }

  private int bad(String why) {
    problem = why;
    return BAD;
  }
}
