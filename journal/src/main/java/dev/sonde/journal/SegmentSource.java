package dev.sonde.journal;

import dev.sonde.api.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A segment's bytes: the newest from memory, the others from its file, none beyond its end.
final class SegmentSource implements Scanner.Source {
  private final Disk disk;
  private final Segment segment;
  private final Tail tail;
  private Disk.@Nullable File file;

  SegmentSource(Disk disk, Segment segment, Tail tail) {
    this.disk = disk;
    this.segment = segment;
    this.tail = tail;
  }

  /// All records of a file that nobody writes. Whoever asks closes them.
  static Scanner records(Disk disk, Segment segment) {
    var source = new SegmentSource(disk, segment, new Tail(0));
    return new Scanner(source, segment.head().id(), SegmentHead.LENGTH);
  }

  @Override
  public int read(long offset, byte[] into, int at, int most) throws IOException {
    int wanted = (int) Math.min(most, segment.end() - offset);
    if (wanted <= 0) {
      return 0;
    }
    int fromMemory = tail.read(segment.head().sequence(), offset, into, at, wanted);
    return fromMemory > 0 ? fromMemory : open().read(ByteBuffer.wrap(into, at, wanted), offset);
  }

  private Disk.File open() throws IOException {
    Disk.File open = file;
    if (open == null) {
      open = disk.read(segment.logName());
      file = open;
    }
    return open;
  }

  @Override
  public long end() {
    return segment.end();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
