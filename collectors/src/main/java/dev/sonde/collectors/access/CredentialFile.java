package dev.sonde.collectors.access;

import dev.sonde.api.Blocking;
import dev.sonde.api.Secret;
import dev.sonde.api.Time;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One file that holds a credential: read again when its time, size or inode has changed.
final class CredentialFile {
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final int MOST = 64 << 10;

  private record Known(Secret text, long size, long modifiedNanos, String key) {
    boolean fits(BasicFileAttributes now) {
      return size == now.size()
          && modifiedNanos == now.lastModifiedTime().to(TimeUnit.NANOSECONDS)
          && key.equals(String.valueOf(now.fileKey()));
    }
  }

  private final Path path;
  private final Blocking blocking;
  private final Time time;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile @Nullable Known known;
  private volatile long lookedNanos;

  CredentialFile(Path path, Blocking blocking, Time time) {
    this.path = path;
    this.blocking = blocking;
    this.time = time;
  }

  Secret text() throws IOException, InterruptedException {
    Known last = known;
    if (last != null && time.nanos() - lookedNanos < PAUSE_NANOS) {
      return last.text;
    }
    looking.lockInterruptibly();
    try {
      Known now = known;
      if (now == null || time.nanos() - lookedNanos >= PAUSE_NANOS) {
        now = look();
        known = now;
        lookedNanos = time.nanos();
      }
      return now.text;
    } finally {
      looking.unlock();
    }
  }

  private Known look() throws IOException, InterruptedException {
    try {
      return blocking.call("read " + path, LIMIT, this::read);
    } catch (NoSuchFileException e) {
      throw refused("there is no such file", e);
    } catch (AccessDeniedException e) {
      throw refused("may not be read by the user that Sonde runs as", e);
    } catch (TimeoutException e) {
      throw refused("its file system does not answer", e);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw refused("can't be read: " + e.getMessage(), e);
    }
  }

  private Known read() throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    Known last = known;
    if (last != null && last.fits(attributes)) {
      return last;
    }
    if (!attributes.isRegularFile()) {
      throw new IOException("it is not a regular file");
    }
    return new Known(
        content(),
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        String.valueOf(attributes.fileKey()));
  }

  private Secret content() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw new IOException("it is larger than 64 KiB");
      }
      return new Secret(new String(bytes, StandardCharsets.UTF_8).strip());
    }
  }

  private IOException refused(String why, Exception cause) {
    return new IOException(path + ": " + Objects.requireNonNull(why), cause);
  }
}
