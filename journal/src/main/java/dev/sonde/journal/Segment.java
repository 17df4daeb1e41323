package dev.sonde.journal;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One file of the log. The last one is being written; what may be read of it grows with each sync.
final class Segment {
  static final String LOG = ".log";
  static final String DEFINITIONS = ".defs";
  private static final int DIGITS = 16;

  private final SegmentHead head;
  private final String stem;

  /// Where what may be read ends.
  private volatile long end;

  /// What its ids mean, while it is being written.
  private volatile @Nullable Dictionary dictionary;

  /// What its files take on disk.
  private volatile long bytes;

  /// The newest time it was written to, milliseconds since 1970; when it was begun, if unknown.
  private volatile long touchedMillis;

  Segment(SegmentHead head, long end) {
    this.head = head;
    this.stem = stem(head.sequence());
    this.end = end;
    this.bytes = end;
    this.touchedMillis = head.createdMillis();
  }

  static String stem(long sequence) {
    return HexFormat.of().toHexDigits(sequence);
  }

  /// The sequence in a segment's file name; -1 for another kind of file.
  static long sequence(String fileName) {
    if (fileName.length() != DIGITS + LOG.length() || !fileName.endsWith(LOG)) {
      return -1;
    }
    try {
      long sequence = HexFormat.fromHexDigitsToLong(fileName, 0, DIGITS);
      return stem(sequence).equals(fileName.substring(0, DIGITS)) ? sequence : -1;
    } catch (IllegalArgumentException _) {
      return -1;
    }
  }

  SegmentHead head() {
    return head;
  }

  String logName() {
    return stem + LOG;
  }

  String definitionsName() {
    return stem + DEFINITIONS;
  }

  long first() {
    return head.first();
  }

  long end() {
    return end;
  }

  void end(long to) {
    end = to;
  }

  @Nullable Dictionary dictionary() {
    return dictionary;
  }

  void dictionary(@Nullable Dictionary live) {
    dictionary = live;
  }

  long bytes() {
    return bytes;
  }

  void bytes(long now) {
    bytes = now;
  }

  long touchedMillis() {
    return touchedMillis;
  }

  void touched(long millis) {
    touchedMillis = millis;
  }

  @Override
  public String toString() {
    return logName();
  }
}
