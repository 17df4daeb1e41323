package dev.sonde.wire.scrape;

/// Reads the exemplar that may follow a sample in OpenMetrics: `# {trace_id="a"} 0.5
/// 1520879607.789`.
///
/// It is checked and let go: no destination takes one yet. What would be handed on stands in
/// `labels`, `number` and `time` when [#read] returns.
final class Exemplar {
  private static final int MOST_CHARACTERS = 128;

  private final LabelScanner labels;
  private final Decimal number = new Decimal();
  private long time;
  private String problem = "";

  Exemplar(PageLimits limits) {
    labels = new LabelScanner(limits);
  }

  String problem() {
    return problem;
  }

  long time() {
    return time;
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
    return value(page, at, end);
  }

  private int value(byte[] page, int from, int end) {
    int at = from < end && page[from] == ' ' ? number.read(page, from + 1, end) : Tail.BAD;
    if (at < 0) {
      return bad("an exemplar has a number after its labels");
    }
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
