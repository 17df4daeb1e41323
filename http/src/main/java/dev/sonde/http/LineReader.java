package dev.sonde.http;

import java.io.IOException;
import java.util.Arrays;

/// Cuts what comes into lines, which end with LF. For one answer.
public final class LineReader implements StreamReader {
  private static final int FIRST = 1 << 10;

  private final int longest;
  private final Lines lines;
  private byte[] begun = {};
  private int size;

  /// @param longest in bytes; an answer with a longer line fails
  public LineReader(int longest, Lines lines) {
    this.longest = longest;
    this.lines = lines;
  }

  /// Takes lines.
  public interface Lines {
    /// One line, without its end; the bytes are only valid during the call.
    ///
    /// @return whether more is wanted
    /// @throws IOException to end the answer as a failure
    boolean take(byte[] bytes, int from, int length) throws IOException;
  }

  @Override
  public boolean take(byte[] bytes, int from, int length) throws IOException {
    int end = from + length;
    int start = from;
    for (int at = from; at < end; at++) {
      if (bytes[at] == '\n') {
        if (!line(bytes, start, at)) {
          return false;
        }
        start = at + 1;
      }
    }
    keep(bytes, start, end);
    return true;
  }

  private boolean line(byte[] bytes, int from, int to) throws IOException {
    if (size == 0) {
      check(to - from);
      return lines.take(bytes, from, to - from);
    }
    keep(bytes, from, to);
    int length = size;
    size = 0;
    return lines.take(begun, 0, length);
  }

  private void keep(byte[] bytes, int from, int to) throws IOException {
    int needed = size + to - from;
    check(needed);
    if (needed > begun.length) {
      begun = Arrays.copyOf(begun, Math.min(longest, Math.max(FIRST, 2 * needed)));
    }
    System.arraycopy(bytes, from, begun, size, to - from);
    size = needed;
  }

  private void check(int length) throws IOException {
    if (length > longest) {
      throw new IOException("a line is longer than " + longest + " bytes");
    }
  }
}
