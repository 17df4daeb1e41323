package dev.sonde.shippers.file;

import dev.sonde.api.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A disk that fails for good from its nth operation on; a write that fails may have written half.
/// Or one that waits before each operation for as long as a test wants.
final class FailingDisk implements Disk {
  private final Disk disk;
  private final boolean torn;
  private final Runnable before;
  private int left;
  private boolean failed;

  FailingDisk(Disk disk, int at, boolean torn) {
    this.disk = disk;
    this.left = at;
    this.torn = torn;
    this.before = () -> {};
  }

  FailingDisk(Disk disk, Runnable before) {
    this.disk = disk;
    this.left = Integer.MAX_VALUE;
    this.torn = false;
    this.before = before;
  }

  boolean failed() {
    return failed;
  }

  private void operation() throws IOException {
    before.run();
    if (--left <= 0) {
      failed = true;
      throw new IOException("the disk failed");
    }
  }

  @Override
  public List<String> list() throws IOException {
    operation();
    return disk.list();
  }

  @Override
  public boolean has(String name) throws IOException {
    operation();
    return disk.has(name);
  }

  @Override
  public long size(String name) throws IOException {
    operation();
    return disk.size(name);
  }

  @Override
  public File create(String name) throws IOException {
    operation();
    return new FailingFile(disk.create(name));
  }

  @Override
  public File open(String name) throws IOException {
    operation();
    return new FailingFile(disk.open(name));
  }

  @Override
  public File read(String name) throws IOException {
    operation();
    return new FailingFile(disk.read(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    operation();
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    operation();
    disk.delete(name);
  }

  @Override
  public void sync() throws IOException {
    operation();
    disk.sync();
  }

  @Override
  public Disk folder(String name) throws IOException {
    operation();
    return disk.folder(name);
  }

  @Override
  public Closeable lock(String name, String by) throws IOException {
    operation();
    return disk.lock(name, by);
  }

  @Override
  public long free() throws IOException {
    operation();
    return disk.free();
  }

  @Override
  public String where() {
    return disk.where();
  }

  private final class FailingFile implements File {
    private final File file;

    private FailingFile(File file) {
      this.file = file;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      operation();
      return file.read(into, at);
    }

    @Override
    public void write(ByteBuffer from, long at) throws IOException {
      try {
        operation();
      } catch (IOException e) {
        if (torn) {
          ByteBuffer half = from.duplicate();
          half.limit(half.position() + half.remaining() / 2);
          file.write(half, at);
        }
        throw e;
      }
      file.write(from, at);
    }

    @Override
    public void sync() throws IOException {
      operation();
      file.sync();
    }

    @Override
    public void truncate(long size) throws IOException {
      operation();
      file.truncate(size);
    }

    @Override
    public long size() throws IOException {
      operation();
      return file.size();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
