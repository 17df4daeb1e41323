package dev.sonde.testkit;

import dev.sonde.api.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;

final class FaultyFile implements Disk.File {
  private final DiskModel model;
  private final Inode inode;
  private final String name;
  private final boolean writable;
  private volatile boolean closed;

  FaultyFile(DiskModel model, Inode inode, String name, boolean writable) {
    this.model = model;
    this.inode = inode;
    this.name = name;
    this.writable = writable;
  }

  @Override
  public int read(ByteBuffer into, long at) throws IOException {
    requireOpen();
    return model.read(inode, name, into, at);
  }

  @Override
  public void write(ByteBuffer from, long at) throws IOException {
    requireWritable();
    model.write(inode, name, from, at);
  }

  @Override
  public void sync() throws IOException {
    requireOpen();
    model.sync(inode, name);
  }

  @Override
  public void truncate(long size) throws IOException {
    requireWritable();
    model.truncate(inode, name, size);
  }

  @Override
  public long size() throws IOException {
    requireOpen();
    return model.length(inode, name);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void requireWritable() throws IOException {
    requireOpen();
    if (!writable) {
      throw new NonWritableChannelException();
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
