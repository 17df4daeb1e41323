package dev.sonde.http;

/// Judges the head of one request, byte by byte, before the parser sees it.
///
/// # Implementation notes
///
/// The parser behind this is lenient where two readers of one request could disagree about where it
/// ends: bare LF, folded lines, `+5` as a length, a length beside a transfer coding. All that is
/// refused here. Each line is judged as soon as it ends, so that a peer which speaks something else
/// (HTTP/0.9, the HTTP/2 preface) hears so and does not wait. Nothing is kept but numbers.
final class HeadCheck {
  private static final int NONE = -1;
  private static final int LENGTH_DIGITS = 18;
  private static final int LONGEST_METHOD = 32;
  private static final String VERSION = "HTTP/1.";

  private final Limits limits;
  private int start;
  private int position;
  private int lineStart;
  private int headersStart;
  private int lines;
  private int hosts;
  private boolean oldVersion;
  private boolean chunked;
  private long contentLength;

  HeadCheck(Limits limits) {
    this.limits = limits;
  }

  void reset() {
    start = 0;
    position = 0;
    lineStart = 0;
    headersStart = 0;
    lines = 0;
    hosts = 0;
    oldVersion = false;
    chunked = false;
    contentLength = NONE;
  }

  /// Where the head begins: behind an empty line that some clients send first.
  int start() {
    return start;
  }

  int end() {
    return position;
  }

  boolean chunked() {
    return chunked;
  }

  /// Bytes of the body, or 0 when there is none or it is chunked.
  long contentLength() {
    return Math.max(0, contentLength);
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
    if (lines == 0 && position - lineStart > limits.requestLine() + 1) {
      throw new Refusal(414, "the request line is longer than " + limits.requestLine() + " bytes");
    }
    if (lines > 0 && position - headersStart > limits.headerBytes()) {
      throw new Refusal(431, "the headers are longer than " + limits.headerBytes() + " bytes");
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
      finish();
      return true;
    } else {
      skipLeadingLine();
    }
    lineStart = position;
    return false;
  }

  private void skipLeadingLine() throws Refusal {
    if (start > 0) {
      throw Refusal.bad("empty lines stand before the request");
    }
    start = position;
  }

  private void line(byte[] bytes, int from, int to) throws Refusal {
    if (lines == 0) {
      requestLine(bytes, from, to);
      headersStart = position;
    } else {
      field(bytes, from, to);
    }
    lines++;
  }

  private void requestLine(byte[] bytes, int from, int to) throws Refusal {
    int method = from;
    while (method < to && Bytes.isToken(bytes[method])) {
      method++;
    }
    if (method == from || method == to || bytes[method] != ' ' || method - from > LONGEST_METHOD) {
      throw Refusal.bad("the request does not begin with a method");
    }
    int target = method + 1;
    while (target < to && Bytes.isVisible(bytes[target])) {
      target++;
    }
    if (target == method + 1) {
      throw Refusal.bad("the request line has no target");
    }
    version(bytes, target, to);
  }

  private void version(byte[] bytes, int from, int to) throws Refusal {
    if (from == to) {
      throw Refusal.bad("HTTP/0.9 is not spoken here; use HTTP/1.1");
    }
    if (to - from != 9 || bytes[from] != ' ' || !startsWith(bytes, from + 1, "HTTP/")) {
      throw Refusal.bad("the request line is not METHOD target HTTP/1.1");
    }
    int minor = bytes[to - 1];
    if (!startsWith(bytes, from + 1, VERSION) || (minor != '0' && minor != '1')) {
      throw new Refusal(505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    }
    oldVersion = minor == '0';
  }

  private static boolean startsWith(byte[] bytes, int from, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void field(byte[] bytes, int from, int to) throws Refusal {
    if (lines > limits.headerCount()) {
      throw new Refusal(431, "there are more than " + limits.headerCount() + " headers");
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
    known(bytes, from, colon, to);
  }

  private void known(byte[] bytes, int from, int colon, int to) throws Refusal {
    int first = skipBlanks(bytes, colon + 1, to);
    int last = skipBlanksBack(bytes, first, to);
    if (Bytes.equalsIgnoreCase(bytes, from, colon, "content-length")) {
      length(bytes, first, last);
    } else if (Bytes.equalsIgnoreCase(bytes, from, colon, "transfer-encoding")) {
      coding(bytes, first, last);
    } else if (Bytes.equalsIgnoreCase(bytes, from, colon, "host")) {
      host(bytes, first, last);
    }
  }

  private static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static int skipBlanksBack(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t')) {
      at--;
    }
    return at;
  }

  private void length(byte[] bytes, int from, int to) throws Refusal {
    if (contentLength != NONE) {
      throw Refusal.bad("Content-Length is given twice");
    }
    if (from == to || to - from > LENGTH_DIGITS) {
      throw Refusal.bad("Content-Length is not a number");
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      if (!Bytes.isDigit(bytes[i])) {
        throw Refusal.bad("Content-Length is not a number");
      }
      value = value * 10 + (bytes[i] - '0');
    }
    contentLength = value;
  }

  private void coding(byte[] bytes, int from, int to) throws Refusal {
    if (chunked || !Bytes.equalsIgnoreCase(bytes, from, to, "chunked")) {
      throw Refusal.bad("the only Transfer-Encoding taken is one chunked");
    }
    chunked = true;
  }

  private void host(byte[] bytes, int from, int to) throws Refusal {
    if (hosts++ > 0) {
      throw Refusal.bad("Host is given twice");
    }
    for (int i = from; i < to; i++) {
      if (!Bytes.isHost(bytes[i])) {
        throw Refusal.bad("Host is not a host name");
      }
    }
  }

  private void finish() throws Refusal {
    if (chunked && contentLength != NONE) {
      throw Refusal.bad("Content-Length and Transfer-Encoding stand together");
    }
    if (chunked && oldVersion) {
      throw Refusal.bad("HTTP/1.0 has no Transfer-Encoding");
    }
    if (hosts == 0 && !oldVersion) {
      throw Refusal.bad("Host is missing");
    }
    if (contentLength > limits.body()) {
      throw new Refusal(413, "the body is longer than " + limits.body() + " bytes");
    }
  }
}
