package dev.sonde.client;

import dev.sonde.journal.FolderTakenException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings to the hub what processes left behind that are gone: takes over one folder after the
/// other that nobody has, and lets it go when it is empty. Its thread ends when all are done.
final class Heirs {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.client");
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Means means;
  private final long mostBytes;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  /// @param folders those that there are; the sink's own is taken, and passed by
  Heirs(List<Path> folders, long mostBytes, Means means) {
    this.means = means;
    this.mostBytes = mostBytes;
    this.thread =
        Thread.ofVirtual().name("sonde-client-heirs").start(() -> folders.forEach(this::inherit));
  }

  /// Ends; what is left goes on at another start.
  void close(Ending ending) {
    end.countDown();
    if (!ending.await(thread)) {
      LOG.debug("a folder that was taken over is let go of later");
    }
  }

  private void inherit(Path folder) {
    if (end.getCount() == 0) {
      return;
    }
    try {
      deliver(new Delivery(Place.open(folder, mostBytes, means.context()), means));
    } catch (FolderTakenException _) {
      LOG.debug("{} belongs to somebody", folder);
    } catch (IOException unusable) {
      LOG.warn(
          "what a process that is gone left in {} can't be brought to the hub: {}",
          folder,
          unusable.getMessage());
    } catch (RuntimeException defect) { // which is no reason to leave the other folders alone
      LOG.error("{} could not be taken over, please report it", folder, defect);
    }
  }

  private void deliver(Delivery left) {
    try {
      while (left.pending() > 0 && !end.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        // looks again
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      left.close(Duration.ZERO);
    }
  }
}
