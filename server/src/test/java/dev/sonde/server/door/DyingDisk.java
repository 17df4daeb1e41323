package dev.sonde.server.door;

import dev.sonde.api.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A disk on which everything fails from one of its changes on.
final class DyingDisk implements Disk {
  private final Disk behind;
  private int left;

  DyingDisk(Disk behind, int left) {
    this.behind = behind;
    this.left = left;
  }

  private void step() throws IOException {
    if (--left <= 0) {
      throw new IOException("the disk is gone");
    }
  }

  @Override
  public List<String> list() throws IOException {
    return behind.list();
  }

  @Override
  public boolean has(String name) throws IOException {
    return behind.has(name);
  }

  @Override
  public long size(String name) throws IOException {
    return behind.size(name);
  }

  @Override
  public File create(String name) throws IOException {
    step();
    return new Dying(behind.create(name));
  }

  @Override
  public File open(String name) throws IOException {
    return new Dying(behind.open(name));
  }

  @Override
  public File read(String name) throws IOException {
    return behind.read(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    step();
    behind.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    step();
    behind.delete(name);
  }

  @Override
  public void sync() throws IOException {
    step();
    behind.sync();
  }

  @Override
  public Disk folder(String name) throws IOException {
    return behind.folder(name);
  }

  @Override
  public Closeable lock(String name, String by) throws IOException {
    return behind.lock(name, by);
  }

  @Override
  public long free() throws IOException {
    return behind.free();
  }

  @Override
  public String where() {
    return behind.where();
  }

  private final class Dying implements File {
    private final File file;

    private Dying(File file) {
      this.file = file;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      return file.read(into, at);
    }

    @Override
    public void write(ByteBuffer from, long at) throws IOException {
      step();
      file.write(from, at);
    }

    @Override
    public void sync() throws IOException {
      step();
      file.sync();
    }

    @Override
    public void truncate(long size) throws IOException {
      step();
      file.truncate(size);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
