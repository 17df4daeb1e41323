package dev.sonde.collectors.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/// Room for the content of one file at a time, shared by all the readers of a collector.
final class Room {
  static final int LIMIT = 8 << 20;

  private final ByteBuffer chunk = ByteBuffer.allocateDirect(32 << 10);
  private final Text text = new Text();
  private byte[] bytes = new byte[32 << 10];

  /// Reads a file from its start to its end.
  Text lines(FileChannel channel) throws IOException {
    int length = fill(channel);
    text.over(bytes, length);
    return text;
  }

  /// The same for files of one value, where the last line break may be missing.
  Text value(FileChannel channel) throws IOException {
    int length = fill(channel);
    if (length > 0 && bytes[length - 1] != '\n') {
      reserve(length + 1);
      bytes[length++] = '\n';
    }
    text.over(bytes, length);
    return text;
  }

  private int fill(FileChannel channel) throws IOException {
    int length = 0;
    while (true) {
      chunk.clear();
      int read = channel.read(chunk, length);
      if (read <= 0) {
        return length;
      }
      reserve(length + read);
      chunk.flip().get(bytes, length, read);
      length += read;
    }
  }

  private void reserve(int length) throws IOException {
    if (length > LIMIT) {
      throw new IOException("it is larger than " + (LIMIT >> 20) + " MiB");
    }
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
    }
  }
}
