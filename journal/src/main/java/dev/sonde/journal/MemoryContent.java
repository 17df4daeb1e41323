package dev.sonde.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The bytes of one file in memory. Gives its room back when nobody can reach it any more: its name
/// is gone and nobody has it open. Safe for many threads.
final class MemoryContent {
  static final int CHUNK = 1 << 16;

  private final MemorySpace space;
  private final String name;
  private final List<byte[]> chunks = new ArrayList<>();
  private long size;
  private int holders = 1;

  MemoryContent(MemorySpace space, String name) {
    this.space = space;
    this.name = name;
  }

  synchronized long size() {
    return size;
  }

  synchronized void hold() {
    holders++;
  }

  synchronized void release() {
    if (--holders == 0) {
      shrinkTo(0);
    }
  }

  synchronized int read(ByteBuffer into, long at) {
    int count = Math.clamp(size - at, 0, into.remaining());
    for (int done = 0; done < count; ) {
      int offset = (int) ((at + done) % CHUNK);
      int part = Math.min(count - done, CHUNK - offset);
      into.put(chunks.get((int) ((at + done) / CHUNK)), offset, part);
      done += part;
    }
    return count;
  }

  synchronized void write(ByteBuffer from, long at) throws IOException {
    while (from.hasRemaining()) {
      growTo(at);
      int offset = (int) (at % CHUNK);
      int part = Math.min(from.remaining(), CHUNK - offset);
      from.get(chunks.get((int) (at / CHUNK)), offset, part);
      at += part;
      size = Math.max(size, at);
    }
  }

  synchronized void truncate(long to) {
    if (to < size) {
      shrinkTo(to);
    }
  }

  private void growTo(long at) throws IOException {
    while (chunks.size() <= at / CHUNK) {
      if (!space.take(CHUNK)) {
        throw new IOException("writing " + name + " in memory: No space left on device");
      }
      chunks.add(new byte[CHUNK]);
    }
  }

  /// What lies behind the end reads as zeros when the file grows over it again.
  private void shrinkTo(long to) {
    size = to;
    int keep = (int) ((to + CHUNK - 1) / CHUNK);
    var gone = chunks.subList(Math.min(keep, chunks.size()), chunks.size());
    space.give((long) gone.size() * CHUNK);
    gone.clear();
    if (to % CHUNK != 0) {
      Arrays.fill(chunks.getLast(), (int) (to % CHUNK), CHUNK, (byte) 0);
    }
  }
}
