package dev.sonde.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.sonde.api.Disk.TakenException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// # Implementation notes
///
/// POSIX gives up a process's lock on a file when the process closes any handle of that file. So a
/// second try in the same process must not so much as open it, and what this process holds has to
/// be known to all of it: the one place with static state that changes, because the system's own is
/// per process. Keys are the folder's identity and the name, so that two paths to one folder meet.
///
/// A process may have these classes twice: two web applications, or an agent and its program. They
/// have the system's properties in common, so what is held stands there as well.
final class LocalLock implements Closeable {
  private static final int LONGEST = 200;
  private static final Set<Key> HELD = ConcurrentHashMap.newKeySet();

  private final Key key;
  private final FileChannel channel;

  private LocalLock(Key key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  static LocalLock take(Path file, String by) throws IOException {
    var key = key(file);
    if (!hold(key)) {
      throw new TakenException("this process, " + ProcessHandle.current().pid());
    }
    boolean taken = false;
    try {
      var lock = new LocalLock(key, locked(file, by));
      taken = true;
      return lock;
    } catch (TakenException failure) {
      throw failure;
    } catch (IOException failure) {
      throw Failures.of("locking", file, failure);
    } finally {
      if (!taken) {
        letGo(key);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try {
        channel.close();
      } finally {
        letGo(key);
      }
    }
  }

  private static boolean hold(Key key) {
    boolean mine = HELD.add(key);
    if (mine && System.getProperties().putIfAbsent(key.property(), "held") != null) {
      HELD.remove(key); // by another copy of these classes
      mine = false;
    }
    return mine;
  }

  private static void letGo(Key key) {
    System.getProperties().remove(key.property());
    HELD.remove(key);
  }

  private static FileChannel locked(Path file, String by) throws IOException {
    var channel = FileChannel.open(file, CREATE, READ, WRITE);
    try {
      if (!isMine(channel)) {
        throw new TakenException(holder(channel));
      }
      sign(channel, by);
      return channel;
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  private static boolean isMine(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  /// A full disk does not keep anybody from taking the lock; it is only not said by whom.
  private static void sign(FileChannel channel, String by) throws IOException {
    channel.truncate(0);
    try {
      channel.write(ByteBuffer.wrap(by.getBytes(StandardCharsets.UTF_8)), 0);
    } catch (IOException _) {
      channel.truncate(0);
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(LONGEST);
    channel.read(bytes, 0);
    var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    return text.replaceAll("\\p{Cntrl}", " ").strip();
  }

  private static Key key(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder: " + file);
    }
    var identity = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    return new Key(
        identity == null ? folder.toRealPath() : identity, String.valueOf(file.getFileName()));
  }

  private record Key(Object folder, String name) {
    String property() {
      return "dev.sonde.held." + name + "." + folder;
    }
  }
}
