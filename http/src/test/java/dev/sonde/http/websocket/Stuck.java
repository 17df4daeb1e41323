package dev.sonde.http.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/// A peer that takes nothing.
final class Stuck implements Link {
  private final CountDownLatch until;
  private final CountDownLatch writing = new CountDownLatch(1);
  private volatile boolean cut;

  Stuck(CountDownLatch until) {
    this.until = until;
  }

  @Override
  public InputStream in() {
    return InputStream.nullInputStream();
  }

  @Override
  public OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        try {
          writing.countDown();
          until.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException(e.getMessage());
        }
        throw new IOException("cut");
      }
    };
  }

  @Override
  public ByteBuffer ahead() {
    return ByteBuffer.allocate(0);
  }

  @Override
  public void cut() {
    cut = true;
  }

  @Override
  public void leave() {
    cut = true;
  }

  /// Waits until somebody is held up.
  void awaitWriter() throws InterruptedException {
    writing.await();
  }

  boolean isCut() {
    return cut;
  }
}
