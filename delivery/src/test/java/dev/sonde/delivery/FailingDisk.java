package dev.sonde.delivery;

import dev.sonde.api.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

/// A disk on which files of some names can't be written for a while.
final class FailingDisk implements Disk {
  private final Disk disk;
  private volatile Predicate<String> failing = _ -> false;

  FailingDisk(Disk disk) {
    this.disk = disk;
  }

  void fail(Predicate<String> names) {
    failing = names;
  }

  void heal() {
    failing = _ -> false;
  }

  private void check(String name) throws IOException {
    if (failing.test(name)) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public List<String> list() throws IOException {
    return disk.list();
  }

  @Override
  public boolean has(String name) throws IOException {
    return disk.has(name);
  }

  @Override
  public long size(String name) throws IOException {
    return disk.size(name);
  }

  @Override
  public File create(String name) throws IOException {
    check(name);
    return new Watched(disk.create(name), name);
  }

  @Override
  public File open(String name) throws IOException {
    return new Watched(disk.open(name), name);
  }

  @Override
  public File read(String name) throws IOException {
    return disk.read(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public void sync() throws IOException {
    disk.sync();
  }

  @Override
  public Disk folder(String name) throws IOException {
    var folder = new FailingDisk(disk.folder(name));
    folder.failing = file -> failing.test(file);
    return folder;
  }

  @Override
  public Closeable lock(String name, String by) throws IOException {
    return disk.lock(name, by);
  }

  @Override
  public long free() throws IOException {
    return disk.free();
  }

  @Override
  public String where() {
    return disk.where();
  }

  private final class Watched implements File {
    private final File file;
    private final String name;

    Watched(File file, String name) {
      this.file = file;
      this.name = name;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      return file.read(into, at);
    }

    @Override
    public void write(ByteBuffer from, long at) throws IOException {
      check(name);
      file.write(from, at);
    }

    @Override
    public void sync() throws IOException {
      check(name);
      file.sync();
    }

    @Override
    public void truncate(long size) throws IOException {
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
