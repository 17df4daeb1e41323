package dev.sonde.collectors.discovery.dns;

import dev.sonde.api.Blocking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A file such as `/etc/resolv.conf`, read again when it has changed. For one thread.
final class ResolvFile {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int LONGEST = 64 << 10;

  private record Stamp(FileTime modified, long size, @Nullable Object key) {}

  private record Kept(Stamp stamp, ResolvConf conf) {}

  private final Path path;
  private final Blocking blocking;
  private @Nullable Kept kept;

  ResolvFile(Path path, Blocking blocking) {
    this.path = path;
    this.blocking = blocking;
  }

  ResolvConf read() throws IOException, InterruptedException {
    try {
      Kept now = blocking.call("read " + path, LIMIT, () -> again(kept));
      kept = now;
      return now.conf;
    } catch (NoSuchFileException _) {
      throw new IOException(path + ": there is no such file, so no name server is known");
    } catch (TimeoutException _) {
      throw new IOException(path + ": no answer within " + LIMIT.toSeconds() + " s");
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Kept again(@Nullable Kept before) throws IOException {
    BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
    var stamp = new Stamp(seen.lastModifiedTime(), seen.size(), seen.fileKey());
    if (before != null && before.stamp.equals(stamp)) {
      return before;
    }
    try (var in = Files.newInputStream(path)) {
      byte[] text = in.readNBytes(LONGEST);
      return new Kept(stamp, ResolvConf.parse(new String(text, StandardCharsets.UTF_8)));
    }
  }
}
