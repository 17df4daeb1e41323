package dev.sonde.journal;

import dev.sonde.api.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;

final class MemoryFile implements Disk.File {
  private final MemoryContent content;
  private final boolean writable;
  private boolean closed;

  MemoryFile(MemoryContent content, boolean writable) {
    this.content = content;
    this.writable = writable;
    content.hold();
  }

  @Override
  public int read(ByteBuffer into, long at) throws IOException {
    return open().read(into, at);
  }

  @Override
  public void write(ByteBuffer from, long at) throws IOException {
    writable().write(from, at);
  }

  @Override
  public void sync() throws IOException {
    open();
  }

  @Override
  public void truncate(long size) throws IOException {
    writable().truncate(size);
  }

  @Override
  public long size() throws IOException {
    return open().size();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      content.release();
    }
  }

  private MemoryContent writable() throws IOException {
    if (!writable) {
      throw new NonWritableChannelException();
    }
    return open();
  }

  private MemoryContent open() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    return content;
  }
}
