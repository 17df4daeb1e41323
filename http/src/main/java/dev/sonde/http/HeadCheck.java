package dev.sonde.http;

/// Judges the head of one request before the parser sees it.
final class HeadCheck implements HeadScan.Lines {
  private static final int LONGEST_METHOD = 32;
  private static final String VERSION = "HTTP/1.";

  private final Limits limits;
  private final HeadScan scan;
  private final Framing framing = new Framing();
  private int hosts;
  private boolean oldVersion;

  HeadCheck(Limits limits) {
    this.limits = limits;
    this.scan =
        new HeadScan(this, limits.requestLine(), limits.headerBytes(), limits.headerCount());
  }

  void reset() {
    scan.reset();
    framing.reset();
    hosts = 0;
    oldVersion = false;
  }

  /// Where the head begins.
  int start() {
    return scan.start();
  }

  int end() {
    return scan.end();
  }

  boolean chunked() {
    return framing.chunked();
  }

  /// Bytes of the body, or 0 when there is none or it is chunked.
  long contentLength() {
    return framing.contentLength();
  }

  /// Looks on, up to `filled`.
  ///
  /// @return whether the head is whole
  boolean scan(byte[] bytes, int filled) throws Refusal {
    return scan.scan(bytes, filled);
  }

  @Override
  public void first(byte[] bytes, int from, int to) throws Refusal {
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
    if (to - from != 9 || bytes[from] != ' ' || !Bytes.startsWith(bytes, from + 1, "HTTP/")) {
      throw Refusal.bad("the request line is not METHOD target HTTP/1.1");
    }
    int minor = bytes[to - 1];
    if (!Bytes.startsWith(bytes, from + 1, VERSION) || (minor != '0' && minor != '1')) {
      throw new Refusal(505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    }
    oldVersion = minor == '0';
  }

  @Override
  public void field(byte[] bytes, int from, int colon, int to) throws Refusal {
    if (Bytes.equalsIgnoreCase(bytes, from, colon, "host")) {
      int first = Framing.skipBlanks(bytes, colon + 1, to);
      host(bytes, first, Framing.skipBlanksBack(bytes, first, to));
    } else {
      framing.field(bytes, from, colon, to);
    }
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

  @Override
  public void finish() throws Refusal {
    framing.finish(oldVersion);
    if (hosts == 0 && !oldVersion) {
      throw Refusal.bad("Host is missing");
    }
    if (contentLength() > limits.body()) {
      throw new Refusal(413, "the body is longer than " + limits.body() + " bytes");
    }
  }
}
