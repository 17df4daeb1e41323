package dev.sonde.http;

/// Looks at the head of one message, byte by byte, before the parser sees it.
///
/// # Implementation notes
///
/// The parser behind this is lenient where two readers of one message could disagree about where it
/// ends: bare LF, folded lines, `+5` as a length, a length beside a transfer coding. All that is
/// refused here. Each line is judged as soon as it ends, so that a peer which speaks something else
/// (HTTP/0.9, the HTTP/2 preface) hears so and does not wait. Nothing is kept but numbers.
final class HeadScan {
  /// Judges what stands in the lines.
  interface Lines {
    void first(byte[] bytes, int from, int to) throws Refusal;

    void field(byte[] bytes, int from, int colon, int to) throws Refusal;

    void finish() throws Refusal;
  }

  private final Lines judge;
  private final int firstLine;
  private final int headerBytes;
  private final int headerCount;
  private int start;
  private int position;
  private int lineStart;
  private int headersStart;
  private int lines;

  HeadScan(Lines judge, int firstLine, int headerBytes, int headerCount) {
    this.judge = judge;
    this.firstLine = firstLine;
    this.headerBytes = headerBytes;
    this.headerCount = headerCount;
  }

  void reset() {
    start = 0;
    position = 0;
    lineStart = 0;
    headersStart = 0;
    lines = 0;
  }

  /// Where the head begins: behind an empty line that some peers send first.
  int start() {
    return start;
  }

  int end() {
    return position;
  }

  /// Where the first header begins.
  int headersStart() {
    return headersStart;
  }

  /// Looks on, up to `filled`.
  ///
  /// @return whether the head is whole
  boolean scan(byte[] bytes, int filled) throws Refusal {
    while (position < filled) {
      int c = bytes[position++];
      if (c == '\n') {
        if (endLine(bytes)) {
          return true;
        }
      } else {
        judge(bytes, c);
      }
    }
    return false;
  }

  private void judge(byte[] bytes, int c) throws Refusal {
    if (position - lineStart >= 2 && bytes[position - 2] == '\r') {
      throw Refusal.bad("a CR stands without its LF");
    }
    if (c != '\r' && !Bytes.isFieldValue(c)) {
      throw Refusal.bad("a control character stands in the head");
    }
    if (lines == 0 && position - lineStart > firstLine + 1) {
      throw new Refusal(414, "the first line is longer than " + firstLine + " bytes");
    }
    if (lines > 0 && position - headersStart > headerBytes) {
      throw new Refusal(431, "the headers are longer than " + headerBytes + " bytes");
    }
  }

  private boolean endLine(byte[] bytes) throws Refusal {
    int end = position - 2;
    if (end < lineStart || bytes[end] != '\r') {
      throw Refusal.bad("an LF stands without its CR");
    }
    if (end > lineStart) {
      line(bytes, lineStart, end);
    } else if (lines > 0) {
      judge.finish();
      return true;
    } else {
      skipLeadingLine();
    }
    lineStart = position;
    return false;
  }

  private void skipLeadingLine() throws Refusal {
    if (start > 0) {
      throw Refusal.bad("empty lines stand before the head");
    }
    start = position;
  }

  private void line(byte[] bytes, int from, int to) throws Refusal {
    if (lines == 0) {
      judge.first(bytes, from, to);
      headersStart = position;
    } else {
      field(bytes, from, to);
    }
    lines++;
  }

  private void field(byte[] bytes, int from, int to) throws Refusal {
    if (lines > headerCount) {
      throw new Refusal(431, "there are more than " + headerCount + " headers");
    }
    int colon = from;
    while (colon < to && Bytes.isToken(bytes[colon])) {
      colon++;
    }
    if (colon == from && (bytes[from] == ' ' || bytes[from] == '\t')) {
      throw Refusal.bad("a header is folded over two lines");
    }
    if (colon == from || colon == to || bytes[colon] != ':') {
      throw Refusal.bad("a header has no valid name");
    }
    judge.field(bytes, from, colon, to);
  }
}
