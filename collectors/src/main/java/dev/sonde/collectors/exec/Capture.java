package dev.sonde.collectors.exec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Reads a pipe to its end and keeps so much of it: the beginning, or the end.
final class Capture implements Runnable {
  private static final int CHUNK = 8 << 10;

  private final InputStream pipe;
  private final int most;
  private final boolean tail;
  private final Runnable tooMuch;
  private final CountDownLatch over = new CountDownLatch(1);
  private byte[] bytes = new byte[CHUNK];
  private int size;
  private boolean exceeded;

  /// What keeps the beginning, and stops reading behind it.
  ///
  /// @param tooMuch called once when there is more
  static Capture beginning(InputStream pipe, int most, Runnable tooMuch) {
    return new Capture(pipe, most, false, tooMuch);
  }

  /// What reads everything and keeps the end.
  static Capture end(InputStream pipe, int most) {
    return new Capture(pipe, most, true, () -> {});
  }

  private Capture(InputStream pipe, int most, boolean tail, Runnable tooMuch) {
    this.pipe = pipe;
    this.most = most;
    this.tail = tail;
    this.tooMuch = tooMuch;
  }

  @Override
  public void run() {
    byte[] chunk = new byte[CHUNK];
    try {
      for (int read = 0; read >= 0 && take(chunk, read); read = pipe.read(chunk)) {}
    } catch (IOException _) {
      // Closed because the program has ended: what was read is all there is.
    } finally {
      over.countDown();
    }
  }

  /// Waits for the end of the pipe.
  ///
  /// @return did it come?
  boolean await(long nanos) throws InterruptedException {
    return over.await(nanos, TimeUnit.NANOSECONDS);
  }

  synchronized boolean exceeded() {
    return exceeded;
  }

  /// What is kept, which no longer changes once the end has come.
  synchronized byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  private boolean take(byte[] chunk, int read) {
    boolean more = keep(chunk, read);
    if (!more) {
      tooMuch.run();
    }
    return more;
  }

  private synchronized boolean keep(byte[] chunk, int read) {
    if (!tail && size + read > most) {
      exceeded = true;
      return false;
    }
    if (size + read > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + read, 2 * bytes.length));
    }
    System.arraycopy(chunk, 0, bytes, size, read);
    size += read;
    if (tail && size > 2 * most) {
      System.arraycopy(bytes, size - most, bytes, 0, most);
      size = most;
    }
    return true;
  }
}
