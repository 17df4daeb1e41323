package dev.sonde.collectors.gpu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A small file below `/sys` that is read in every run and stays open in between. When a read fails
/// it is opened again once.
final class SysFile implements AutoCloseable {
  static final int MOST_BYTES = 256;
  private static final int MOST_DIGITS = 18;

  private final Path path;
  private final ByteBuffer room;
  private @Nullable FileChannel channel;

  /// @param room to read into, shared by the files of one source
  SysFile(Path path, ByteBuffer room) {
    this.path = path;
    this.room = room;
  }

  /// Memory that files can share.
  static ByteBuffer room() {
    return ByteBuffer.allocateDirect(MOST_BYTES);
  }

  /// The whole number it holds, NaN when it can't be read or holds something else.
  double number() {
    return fill() ? parsed() : Double.NaN;
  }

  /// Its first line, empty when it can't be read.
  String text() {
    if (!fill()) {
      return "";
    }
    byte[] bytes = new byte[room.remaining()];
    room.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Nothing was written: there is nothing to lose.
        room.clear();
      }
    }
  }

  private boolean fill() {
    boolean wasOpen = channel != null;
    return attempt() || (wasOpen && attempt());
  }

  private boolean attempt() {
    try {
      FileChannel open = channel;
      if (open == null) {
        open = FileChannel.open(path);
        channel = open;
      }
      room.clear();
      open.read(room, 0);
      room.flip();
      return room.hasRemaining();
    } catch (IOException e) {
      close();
      return false;
    }
  }

  private double parsed() {
    int end = room.limit();
    while (end > 0 && room.get(end - 1) <= ' ') {
      end--;
    }
    boolean negative = end > 0 && room.get(0) == '-';
    int from = negative ? 1 : 0;
    if (end == from || end - from > MOST_DIGITS) {
      return Double.NaN;
    }
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = room.get(i) - '0';
      if (digit < 0 || digit > 9) {
        return Double.NaN;
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }
}
