package dev.sonde.journal;

import dev.sonde.api.Disk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// # Implementation notes
///
/// An interrupt closes the channel under the thread that uses it. Reading, writing to a place and
/// cutting off can be done again from the beginning, so the file is opened once more, provided its
/// name still leads to the same file. A sync can't: closing hides whether it failed, and Linux says
/// so only once.
final class LocalFile implements Disk.File {
  private final Path path;
  private final Set<OpenOption> options;
  private final @Nullable Object key;
  private FileChannel channel;
  private boolean closed;

  private LocalFile(Path path, Set<OpenOption> options, FileChannel channel, @Nullable Object key) {
    this.path = path;
    this.options = options;
    this.channel = channel;
    this.key = key;
  }

  static LocalFile open(Path path, Set<OpenOption> options) throws IOException {
    try {
      return new LocalFile(path, options, FileChannel.open(path, options), key(path));
    } catch (IOException failure) {
      throw Failures.of("opening", path, failure);
    }
  }

  @Override
  public int read(ByteBuffer into, long at) throws IOException {
    int before = into.position();
    again("reading", each -> fill(each, into, at - before));
    return into.position() - before;
  }

  @Override
  public void write(ByteBuffer from, long at) throws IOException {
    int before = from.position();
    again("writing " + from.remaining() + " bytes to", each -> drain(each, from, at - before));
  }

  @Override
  public void sync() throws IOException {
    again("syncing", LocalFile::force);
  }

  @Override
  public void truncate(long size) throws IOException {
    again("cutting off", each -> each.truncate(size));
  }

  @Override
  public long size() throws IOException {
    var size = new long[1];
    again("asking the size of", each -> size[0] = each.size());
    return size[0];
  }

  @Override
  public void close() throws IOException {
    closed = true;
    channel.close();
  }

  private static void fill(FileChannel channel, ByteBuffer into, long base) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into, base + into.position()) < 0) {
        return;
      }
    }
  }

  private static void drain(FileChannel channel, ByteBuffer from, long base) throws IOException {
    while (from.hasRemaining()) {
      channel.write(from, base + from.position());
    }
  }

  private static void force(FileChannel channel) throws IOException {
    try {
      channel.force(false);
    } catch (ClosedByInterruptException interrupt) {
      var failure = new InterruptedIOException("broken off by an interrupt");
      failure.initCause(interrupt);
      throw failure;
    }
  }

  private void again(String tried, Step step) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (!isDone(step)) {
        interrupted |= Thread.interrupted();
      }
    } catch (IOException failure) {
      throw Failures.of(tried, path, failure);
    } finally {
      restore(interrupted);
    }
  }

  private boolean isDone(Step step) throws IOException {
    try {
      step.on(channel());
      return true;
    } catch (ClosedByInterruptException _) {
      return false;
    }
  }

  private FileChannel channel() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (!channel.isOpen()) {
      channel = reopened();
    }
    return channel;
  }

  private FileChannel reopened() throws IOException {
    var fresh = FileChannel.open(path, options);
    if (!Objects.equals(key, key(path))) {
      fresh.close();
      throw new NoSuchFileException(path.toString());
    }
    return fresh;
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Step {
    void on(FileChannel channel) throws IOException;
  }
}
