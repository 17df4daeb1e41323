package dev.sonde.journal;

import dev.sonde.api.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bounded folder in memory, for a Sonde that has none it may write to, and for tests. Nothing in
/// it outlives the process; a sync does nothing. Room is taken 64 KiB at a time, and shared with
/// the folders in it; a write for which there is none fails as on a full disk.
public final class MemoryDisk implements Disk {
  private final MemorySpace space;
  private final String where;
  private final Map<String, MemoryContent> files = new HashMap<>();
  private final Map<String, MemoryDisk> folders = new HashMap<>();
  private final Map<String, String> locks = new HashMap<>();

  /// @param maxBytes what all files together may take
  public MemoryDisk(long maxBytes) {
    this(new MemorySpace(maxBytes), "memory");
  }

  private MemoryDisk(MemorySpace space, String where) {
    this.space = space;
    this.where = where;
  }

  @Override
  public synchronized List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public synchronized boolean has(String name) {
    return files.containsKey(FileName.checked(name));
  }

  @Override
  public synchronized long size(String name) throws IOException {
    return content(name).size();
  }

  @Override
  public synchronized File create(String name) throws IOException {
    requireAbsent(FileName.checked(name), files.get(name), folders.get(name));
    var content = new MemoryContent(space, name);
    files.put(name, content);
    return new MemoryFile(content, true);
  }

  @Override
  public synchronized File open(String name) throws IOException {
    return new MemoryFile(content(name), true);
  }

  @Override
  public synchronized File read(String name) throws IOException {
    return new MemoryFile(content(name), false);
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    var content = content(from);
    requireAbsent(FileName.checked(to), null, folders.get(to));
    files.remove(from);
    release(files.put(to, content));
  }

  @Override
  public synchronized void delete(String name) {
    release(files.remove(FileName.checked(name)));
  }

  @Override
  public void sync() {}

  @Override
  public synchronized Disk folder(String name) throws IOException {
    requireAbsent(FileName.checked(name), files.get(name), null);
    return folders.computeIfAbsent(name, _ -> new MemoryDisk(space, where + "/" + name));
  }

  @Override
  public synchronized Closeable lock(String name, String by) throws IOException {
    var holder = locks.putIfAbsent(FileName.checked(name), by);
    if (holder != null) {
      throw new TakenException(holder);
    }
    return new MemoryLock(name);
  }

  @Override
  public long free() {
    return space.left();
  }

  @Override
  public String where() {
    return where;
  }

  private MemoryContent content(String name) throws IOException {
    var content = files.get(FileName.checked(name));
    if (content == null) {
      throw new NoSuchFileException(where + "/" + name);
    }
    return content;
  }

  private void requireAbsent(String name, @Nullable MemoryContent file, @Nullable MemoryDisk folder)
      throws IOException {
    if (file != null || folder != null) {
      throw new FileAlreadyExistsException(where + "/" + name);
    }
  }

  private static void release(@Nullable MemoryContent content) {
    if (content != null) {
      content.release();
    }
  }

  private synchronized void unlock(String name) {
    locks.remove(name);
  }

  private final class MemoryLock implements Closeable {
    private final String name;
    private boolean closed;

    MemoryLock(String name) {
      this.name = name;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        unlock(name);
      }
    }
  }
}
