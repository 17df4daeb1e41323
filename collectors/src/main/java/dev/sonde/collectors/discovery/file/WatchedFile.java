package dev.sonde.collectors.discovery.file;

import dev.sonde.collectors.discovery.file.Sighting.Stamp;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When a file has to be read again.
///
/// # Implementation notes
///
/// Somebody may be in the middle of writing a file that has just changed, and half a list of
/// targets can be a valid one. So a file that was modified within the last 3 s is read only when a
/// second look, shortly after, finds it as the first one did. One that never rests is read after 20
/// such looks.
final class WatchedFile {
  enum Step {
    REST,
    LOOK_AGAIN,
    READ
  }

  private static final long YOUNG = 3_000;
  private static final int PATIENCE = 20;

  private @Nullable Stamp read;
  private @Nullable Stamp seen;
  private long readAt;
  private int looks;

  Step next(Stamp now, long wallMillis, long nanos, Duration refresh) {
    boolean due = read != null && nanos - readAt >= refresh.toNanos();
    if (now.equals(read) && !due) {
      return Step.REST;
    }
    boolean young = Math.abs(wallMillis - now.modified().toMillis()) < YOUNG;
    if (young && !now.equals(seen) && !now.equals(read) && looks < PATIENCE) {
      seen = now;
      looks++;
      return Step.LOOK_AGAIN;
    }
    return Step.READ;
  }

  /// It was read, whatever it said.
  void read(Stamp as, long nanos) {
    read = as;
    seen = null;
    readAt = nanos;
    looks = 0;
  }
}
