package dev.sonde.app;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// What a print stream stands on: keeps why writing failed, which a print stream does not.
final class StandardOutput extends OutputStream {
  private final OutputStream out;
  private @Nullable IOException failure;

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  /// Did the reader go away, as `head` does when it has enough?
  boolean isLeft() {
    return failure != null && String.valueOf(failure.getMessage()).contains("Broken pipe");
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException failed) {
      failure = failed;
      throw failed;
    }
  }
}
