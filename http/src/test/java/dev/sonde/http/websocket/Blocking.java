package dev.sonde.http.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;

/// A peer that sends when it is told to.
final class Blocking extends InputStream {
  private final ArrayDeque<Byte> there = new ArrayDeque<>();
  private boolean over;
  private boolean waits;

  Blocking(byte... first) {
    for (byte each : first) {
      there.add(each);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      while (there.isEmpty() && !over) {
        waits = true;
        notifyAll();
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var interrupted = new InterruptedIOException();
      interrupted.initCause(e);
      throw interrupted;
    }
    if (there.isEmpty()) {
      return -1;
    }
    bytes[offset] = there.remove();
    return 1;
  }

  /// Sends a byte and waits until somebody wants the next.
  synchronized void give(byte next) throws InterruptedException {
    there.add(next);
    waits = false;
    notifyAll();
    awaitRead();
  }

  /// Waits until somebody reads in vain.
  synchronized void awaitRead() throws InterruptedException {
    while (!waits) {
      wait();
    }
  }

  synchronized void end() {
    over = true;
    notifyAll();
  }
}
