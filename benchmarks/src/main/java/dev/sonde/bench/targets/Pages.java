package dev.sonde.bench.targets;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes whole answers that hold a page. For one thread.
final class Pages {
  static final Charset ASCII = StandardCharsets.US_ASCII;
  static final byte[] GZIP = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
  private static final int CHUNK = 4096;
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final Application[] applications;
  private final Text body = new Text();
  private final Text zipped = new Text();
  private final byte[] piece = new byte[1 << 16];
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final CRC32 sum = new CRC32();

  Pages(int targets, Shape shape) {
    applications = new Application[targets];
    for (int i = 0; i < targets; i++) {
      applications[i] = new Application(i, shape);
    }
  }

  /// The next page of a target, without a head. Valid until the next call.
  Text plain(int target, long uptimeMillis, boolean openMetrics) {
    body.clear();
    applications[target].page(uptimeMillis, openMetrics, body);
    return body;
  }

  /// The next page of a target, as it goes out.
  void answer(int target, long uptimeMillis, boolean openMetrics, boolean gzip, Text into) {
    plain(target, uptimeMillis, openMetrics);
    into.add("HTTP/1.1 200 OK\r\nContent-Type: ").add(openMetrics ? OPEN : TEXT).add("\r\n");
    if (gzip) {
      into.add("Content-Encoding: gzip\r\n");
    }
    var content = gzip ? zip() : body;
    switch (applications[target].habit()) {
      case JAVA ->
          into.add("Content-Length: " + content.length() + "\r\n\r\n")
              .add(content.bytes(), 0, content.length());
      case GO -> chunks(content, into);
    }
  }

  private Text zip() {
    zipped.clear();
    zipped.add(GZIP);
    deflater.reset();
    deflater.setInput(body.bytes(), 0, body.length());
    deflater.finish();
    while (!deflater.finished()) {
      zipped.add(piece, 0, deflater.deflate(piece));
    }
    sum.reset();
    sum.update(body.bytes(), 0, body.length());
    littleEndian(sum.getValue());
    littleEndian(body.length());
    return zipped;
  }

  private void littleEndian(long number) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      zipped.add((char) (number >> shift & 0xff));
    }
  }

  private static void chunks(Text content, Text into) {
    into.add("Transfer-Encoding: chunked\r\n\r\n");
    for (int from = 0; from < content.length(); from += CHUNK) {
      int count = Math.min(CHUNK, content.length() - from);
      into.add(Integer.toHexString(count)).add("\r\n");
      into.add(content.bytes(), from, count).add("\r\n");
    }
    into.add("0\r\n\r\n");
  }
}
