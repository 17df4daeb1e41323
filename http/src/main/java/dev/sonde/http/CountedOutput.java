package dev.sonde.http;

import java.io.IOException;
import java.io.OutputStream;

/// Where the responses of the connection served just now go.
final class CountedOutput extends OutputStream {
  private final Counters counters;
  private OutputStream out = nullOutputStream();
  private boolean cut;

  CountedOutput(Counters counters) {
    this.counters = counters;
  }

  void attach(OutputStream out) {
    this.out = out;
    cut = false;
  }

  void detach() {
    out = nullOutputStream();
  }

  /// Nothing goes out any more: a response that broke off must not look whole.
  void cut() {
    cut = true;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (cut) {
      throw new IOException("the response was cut off");
    }
    out.write(bytes, offset, length);
    counters.bytesOut(length);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
