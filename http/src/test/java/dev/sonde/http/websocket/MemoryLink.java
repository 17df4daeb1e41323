package dev.sonde.http.websocket;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// A peer that has sent everything already.
final class MemoryLink implements Link {
  private final InputStream in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private boolean cut;
  private int left;

  MemoryLink(InputStream in) {
    this.in = in;
  }

  static MemoryLink sending(byte[] bytes) {
    return new MemoryLink(new ByteArrayInputStream(bytes));
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        take(bytes, offset, length);
      }
    };
  }

  @Override
  public ByteBuffer ahead() {
    return ByteBuffer.allocate(0);
  }

  @Override
  public synchronized void cut() {
    cut = true;
  }

  @Override
  public synchronized void leave() {
    left++;
  }

  synchronized boolean isCut() {
    return cut;
  }

  synchronized int left() {
    return left;
  }

  synchronized byte[] sent() {
    return out.toByteArray();
  }

  List<String> words() {
    return Frames.words(sent());
  }

  private synchronized void take(byte[] bytes, int offset, int length) throws IOException {
    if (cut) {
      throw new IOException("cut");
    }
    out.write(bytes, offset, length);
  }
}
