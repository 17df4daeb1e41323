package dev.sonde.wire.scrape;

/// Says what a line is, by itself, and takes it apart.
final class LineJudge {
  enum What {
    BLANK,
    COMMENT,
    BAD,
    METADATA,
    SAMPLE,
    END
  }

  private final HeadScanner head;
  private final MetadataScanner metadata = new MetadataScanner();
  private final Tail tail;
  private final int longest;
  private final String tooLong;
  private MetadataScanner.What says = MetadataScanner.What.COMMENT;
  private boolean strict;
  private int valueAt;
  private String problem = "";

  LineJudge(PageLimits limits, Tail tail) {
    this.tail = tail;
    this.head = new HeadScanner(limits);
    this.longest = limits.longestLine();
    this.tooLong = "the line is longer than " + longest + " bytes";
  }

  void begin(boolean openMetrics) {
    strict = openMetrics;
    head.begin(openMetrics);
    metadata.begin(openMetrics);
    tail.begin(openMetrics);
  }

  HeadScanner head() {
    return head;
  }

  MetadataScanner metadata() {
    return metadata;
  }

  /// Which word of metadata the line has.
  MetadataScanner.What says() {
    return says;
  }

  /// Where a sample's value begins.
  int valueAt() {
    return valueAt;
  }

  /// What is wrong with a bad line.
  String problem() {
    return problem;
  }

  /// @param end where its line feed stands, or the page's end
  What judge(byte[] page, int from, int end, int length) {
    int first = strict ? from : Bytes.afterBlanks(page, from, end);
    if (end - from > longest) {
      return bad(tooLong);
    }
    if (first == end) {
      return strict ? bad("the line is empty") : What.BLANK;
    }
    if (page[first] == '#') {
      return hash(page, first, end, length);
    }
    valueAt = head.scan(page, from, end);
    if (valueAt < 0) {
      return bad(head.problem());
    }
    return tail.read(page, valueAt, length) < 0 ? bad(tail.problem()) : What.SAMPLE;
  }

  private What hash(byte[] page, int first, int end, int length) {
    if (strict && Bytes.is(page, first, end, "# EOF")) {
      return end + 1 >= length ? What.END : bad("# EOF is not the end");
    }
    says = metadata.scan(page, first, end);
    return switch (says) {
      case COMMENT -> What.COMMENT;
      case BAD -> bad(metadata.problem());
      case TYPE, HELP, UNIT -> What.METADATA;
    };
  }

  private What bad(String why) {
    problem = why;
    return What.BAD;
  }
}
