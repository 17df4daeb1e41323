package dev.sonde.bench.targets;

import java.util.Random;
import java.util.zip.Deflater;

/// What targets say that do not mean well. For one thread.
final class Lies {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
  private static final long PROMISED = 1_000_000_000;
  private static final int GARBAGE_BYTES = 1 << 16;
  private static final int LONG_LINE_BYTES = 10_000_000;
  private static final int BOMB_BYTES = 1 << 28;
  private static final int LINES_AT_ONCE = 1_000;

  private final Pages pages;
  private final Random random = new Random(1);
  private byte[] bomb = {};
  private long told;

  Lies(Pages pages) {
    this.pages = pages;
  }

  /// The first bytes of an answer.
  void begin(int target, Manner manner, long uptimeMillis, Text into) {
    switch (manner) {
      case GOOD, REFUSES, HANGS, DEAF -> {}
      case PROMISES_MORE -> page(OK + length(PROMISED), target, uptimeMillis, into);
      case PROMISES_LESS -> page(OK + length(100), target, uptimeMillis, into);
      case TEARS -> {
        var page = pages.plain(target, uptimeMillis, false);
        into.add(OK + length(page.length())).add(page.bytes(), 0, page.length() / 2);
      }
      case ENDLESS -> into.add(CHUNKED);
      case ENDLESS_HEAD -> into.add(OK);
      case DRIPS -> into.add(OK + length(pages.plain(target, uptimeMillis, false).length()));
      case GARBAGE -> into.add(OK + length(GARBAGE_BYTES)).add(garbage());
      case BOMB -> into.add(OK + "Content-Encoding: gzip\r\n" + length(bomb().length)).add(bomb);
      case LONG_LINE ->
          into.add(OK + length(LONG_LINE_BYTES)).add("a".repeat(LONG_LINE_BYTES - 3)).add(" 1\n");
      case REDIRECTS ->
          into.add("HTTP/1.1 302 Found\r\nLocation: /metrics\r\nContent-Length: 0\r\n\r\n");
      case FOREIGN -> into.add("SSH-2.0-OpenSSH_9.2p1\r\n");
    }
  }

  /// What an answer without end says next.
  void goOn(Manner manner, Text into) {
    if (manner == Manner.ENDLESS) {
      var lines = new StringBuilder();
      for (int i = 0; i < LINES_AT_ONCE; i++) {
        lines.append("never_the_same{number=\"").append(told++).append("\"} 1\n");
      }
      into.add(Integer.toHexString(lines.length()) + "\r\n" + lines + "\r\n");
    } else {
      into.add(manner == Manner.DRIPS ? "#" : "X-Number-" + told++ + ": " + told + "\r\n");
    }
  }

  private void page(String head, int target, long uptimeMillis, Text into) {
    var page = pages.plain(target, uptimeMillis, false);
    into.add(head).add(page.bytes(), 0, page.length());
  }

  private static String length(long bytes) {
    return "Content-Length: " + bytes + "\r\n\r\n";
  }

  private byte[] garbage() {
    var bytes = new byte[GARBAGE_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] bomb() {
    if (bomb.length == 0) {
      var zipped = new Text().add(Pages.GZIP);
      var line = "a_long_name_that_is_always_the_same 1\n".repeat(1 << 12).getBytes(Pages.ASCII);
      var piece = new byte[1 << 16];
      var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
      for (int done = 0; done < BOMB_BYTES; done += line.length) {
        deflater.setInput(line);
        while (!deflater.needsInput()) {
          zipped.add(piece, 0, deflater.deflate(piece));
        }
      }
      deflater.end();
      bomb = zipped.copy();
    }
    return bomb;
  }
}
