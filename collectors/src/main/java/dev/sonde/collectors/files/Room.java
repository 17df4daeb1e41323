package dev.sonde.collectors.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Room for the content of one file at a time, shared by all the files of a collector. For one
/// thread.
public final class Room {
  static final int LIMIT = 8 << 20;

  private final ByteBuffer chunk = ByteBuffer.allocateDirect(32 << 10);
  private final Text text = new Text();
  private final @Nullable Descriptors open;
  private byte[] bytes = new byte[32 << 10];

  /// For as many files as there may be.
  public Room() {
    this.open = null;
  }

  /// For files of which only some stay open between runs.
  public Room(Descriptors open) {
    this.open = open;
  }

  /// A file of this collector, whose last line break may be missing.
  public KeptFile at(Path path) {
    return KeptFile.value(path, this);
  }

  /// May one more file stay open?
  boolean keeps() {
    return open == null || open.take();
  }

  /// One stays open no longer.
  void giveBack() {
    if (open != null) {
      open.giveBack();
    }
  }

  /// Reads a file from its start to its end.
  public Text lines(FileChannel channel) throws IOException {
    int length = fill(channel);
    text.over(bytes, length);
    return text;
  }

  /// The same for files of one value, where the last line break may be missing.
  public Text value(FileChannel channel) throws IOException {
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
