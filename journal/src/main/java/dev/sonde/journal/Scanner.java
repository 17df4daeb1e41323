package dev.sonde.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/// Goes from record to record in one file, past whatever is damaged.
///
/// # Implementation notes
///
/// Bytes come through one window that moves forward and grows to hold the largest record. Where a
/// record should begin and none does, every later place is tried: checksums begin with the
/// segment's id and the place, so nothing else passes for a record. A payload that fails behind a
/// header that holds is stepped over exactly.
final class Scanner implements Closeable {
  private static final int WINDOW = 128 << 10;

  /// Where bytes come from.
  interface Source extends Closeable {
    /// Reads from a place, at least one byte unless that is the end: then 0.
    int read(long offset, byte[] into, int at, int most) throws IOException;

    /// Where what may be read ends, now.
    long end() throws IOException;

    @Override
    void close() throws IOException;
  }

  private final Source source;
  private final RecordFrame frame;
  private byte[] window;
  private long windowFrom;
  private int windowSize;
  private long offset;
  private long next;
  private long damagedFrom = -1;
  private long damagedNumber;

  Scanner(Source source, long segmentId, long offset) {
    this.source = source;
    this.frame = new RecordFrame(segmentId);
    this.window = new byte[WINDOW];
    this.next = offset;
  }

  /// Goes on from another place.
  void seek(long to) {
    next = to;
  }

  /// Goes to the next record whose checksums hold. False when there is none before the end; then it
  /// may be asked again when there is more.
  boolean next() throws IOException {
    damagedFrom = -1;
    long end = source.end();
    long at = next;
    while (at + RecordFrame.LENGTH <= end) {
      if (!isRecord(at, end)) {
        at = search(at, end);
      } else if (frame.payloadHolds(window, place(at), at)) {
        offset = at;
        next = at + RecordFrame.LENGTH + RecordFrame.length(window, place(at));
        return true;
      } else {
        damaged(at);
        damagedNumber =
            Math.max(
                damagedNumber,
                RecordFrame.first(window, place(at)) + RecordFrame.count(window, place(at)));
        at += RecordFrame.LENGTH + RecordFrame.length(window, place(at));
      }
    }
    if (at < end && !isZero(at, end)) {
      damaged(at);
    }
    return false;
  }

  /// Where the damage before this record begins, or before the end; -1 when there is none.
  long damagedFrom() {
    return damagedFrom;
  }

  /// The highest number that a damaged record's header spoke of, of all that were met.
  long damagedNumber() {
    return damagedNumber;
  }

  /// Where this record begins.
  long offset() {
    return offset;
  }

  /// Where the next one should begin.
  long nextOffset() {
    return next;
  }

  int type() {
    return RecordFrame.type(window, place(offset));
  }

  long first() {
    return RecordFrame.first(window, place(offset));
  }

  int count() {
    return RecordFrame.count(window, place(offset));
  }

  /// Holds the payload, until the next step.
  byte[] bytes() {
    return window;
  }

  int payloadFrom() {
    return place(offset) + RecordFrame.LENGTH;
  }

  int payloadTo() {
    return payloadFrom() + RecordFrame.length(window, place(offset));
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /// Is there a header, and room for its payload?
  private boolean isRecord(long at, long end) throws IOException {
    if (!load(at, RecordFrame.LENGTH) || !frame.headerHolds(window, place(at), at)) {
      return false;
    }
    int whole = RecordFrame.LENGTH + RecordFrame.length(window, place(at));
    return at + whole <= end && load(at, whole);
  }

  /// The next place with a header, or the end.
  private long search(long from, long end) throws IOException {
    boolean zero = true;
    for (long at = from; at < end; at++) {
      if (!load(at, 1)) {
        break;
      }
      int stop = (int) Math.min(windowSize, end - windowFrom);
      for (int i = place(at); i < stop; i++) {
        zero &= window[i] == 0;
        if (window[i] == RecordFrame.FIRST_BYTE) {
          long candidate = windowFrom + i;
          if (candidate > from
              && candidate + RecordFrame.LENGTH <= end
              && isRecord(candidate, end)) {
            damaged(from);
            return candidate;
          }
          i = place(candidate);
          stop = (int) Math.min(windowSize, end - windowFrom);
        }
      }
      at = windowFrom + stop - 1;
    }
    if (!zero) {
      damaged(from);
    }
    return end;
  }

  private boolean isZero(long from, long end) throws IOException {
    for (long at = from; at < end; at++) {
      if (!load(at, 1)) {
        return true;
      }
      if (window[place(at)] != 0) {
        return false;
      }
    }
    return true;
  }

  private void damaged(long at) {
    if (damagedFrom < 0) {
      damagedFrom = at;
    }
  }

  private int place(long at) {
    return (int) (at - windowFrom);
  }

  /// Brings bytes into the window. False when the file ends before.
  private boolean load(long at, int length) throws IOException {
    if (at >= windowFrom && at + length <= windowFrom + windowSize) {
      return true;
    }
    slide(at, length);
    while (windowSize < length) {
      int read = source.read(at + windowSize, window, windowSize, window.length - windowSize);
      if (read <= 0) {
        return false;
      }
      windowSize += read;
    }
    return true;
  }

  private void slide(long at, int length) {
    int keep = 0;
    if (at >= windowFrom && at < windowFrom + windowSize) {
      keep = windowSize - place(at);
      System.arraycopy(window, place(at), window, 0, keep);
    }
    if (window.length < length) {
      window = Arrays.copyOf(window, Math.max(length, window.length * 2));
    } else if (window.length > 8 * WINDOW && length <= WINDOW && keep <= WINDOW) {
      window = Arrays.copyOf(window, WINDOW);
    }
    windowFrom = at;
    windowSize = keep;
  }
}
