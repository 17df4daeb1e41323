package dev.sonde.wire.scrape;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Kind;

/// Reads the exemplar that may follow a sample in OpenMetrics: `# {trace_id="a"} 0.5
/// 1520879607.789`.
final class ExemplarScanner {
  /// What names and values of its labels may have together.
  static final int MOST_CHARACTERS = 128;

  private final LabelScanner labels;
  private final Decimal number = new Decimal();
  private int start;
  private int over;
  private double value;
  private long time;
  private String problem = "";

  ExemplarScanner(PageLimits limits) {
    labels = new LabelScanner(limits);
  }

  String problem() {
    return problem;
  }

  /// Where it begins.
  int from() {
    return start;
  }

  /// Where it is over.
  int to() {
    return over;
  }

  /// What was read; its time is [PageSink#UNTIMED] when it has none.
  Exemplar make(byte[] page) {
    return new Exemplar(Definitions.labels(page, labels, Kind.UNKNOWN), value, time);
  }

  /// Reads from the `#`.
  ///
  /// @return where it is over, or [Tail#BAD]
  int read(byte[] page, int from, int length) {
    problem = "";
    int brace = from + 2;
    if (brace >= length || page[from] != '#' || page[from + 1] != ' ' || page[brace] != '{') {
      return bad("an exemplar begins with # and labels in braces");
    }
    int end = Bytes.lineEnd(page, brace, length);
    int at = labels.scan(page, brace + 1, end, true, false);
    if (at < 0) {
      return bad(labels.problem());
    }
    if (labels.characters(page) > MOST_CHARACTERS) {
      return bad("the labels of an exemplar have 128 characters at most");
    }
    start = from;
    over = value(page, at, end);
    return over;
  }

  private int value(byte[] page, int from, int end) {
    int at = from < end && page[from] == ' ' ? number.read(page, from + 1, end) : Tail.BAD;
    if (at < 0) {
      return bad("an exemplar has a number after its labels");
    }
    value = number.value();
    time = PageSink.UNTIMED;
    return at < end && page[at] == ' ' ? seconds(page, at + 1, end) : at;
  }

  private int seconds(byte[] page, int from, int end) {
    int at = number.read(page, from, end);
    time = at < 0 ? PageSink.UNTIMED : number.thousandfold();
    boolean sound = at >= 0 && Double.isFinite(number.value()) && time != PageSink.UNTIMED;
    return sound ? at : bad("an exemplar's time is not a number");
  }

  private int bad(String why) {
    problem = why;
    return Tail.BAD;
  }
}
