package dev.sonde.journal;

import dev.sonde.wire.columns.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Records that are written together, framed for their place in a file. Reused.
final class RecordGroup {
  private static final int KEPT = 1 << 20;

  private RecordFrame frame;
  private byte[] bytes = new byte[4 << 10];
  private int size;
  private long offset;

  /// @param seed of the file's checksums
  /// @param offset where the first one will stand
  RecordGroup(long seed, long offset) {
    this.frame = new RecordFrame(seed);
    this.offset = offset;
  }

  /// Goes on with another file; what was not written is forgotten.
  RecordGroup begin(long seed, long at) {
    frame = new RecordFrame(seed);
    size = 0;
    offset = at;
    return this;
  }

  void add(int type, long first, int count, Payload payload) throws IOException {
    if (payload.size() > RecordFrame.MAX_PAYLOAD) {
      throw new IOException("a record of " + payload.size() + " bytes is too large");
    }
    int whole = RecordFrame.LENGTH + payload.size();
    if (size + whole > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + whole, bytes.length * 2));
    }
    System.arraycopy(payload.bytes(), 0, bytes, size + RecordFrame.LENGTH, payload.size());
    frame.put(bytes, size, offset + size, type, first, count, payload.size());
    size += whole;
  }

  int size() {
    return size;
  }

  /// Where the first one stands.
  long offset() {
    return offset;
  }

  ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  /// They will not be written.
  void discard() {
    size = 0;
  }

  /// It was written; the next ones stand behind it.
  void written() {
    offset += size;
    size = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[KEPT];
    }
  }
}
