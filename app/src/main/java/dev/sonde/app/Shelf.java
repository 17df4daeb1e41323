package dev.sonde.app;

import dev.sonde.api.store.History;
import dev.sonde.api.store.Holding;
import dev.sonde.api.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The store in use, for those who ask it and for its housekeeping: its courier makes it, and makes
/// another one when the configuration changes.
final class Shelf implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.store");
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable Store store;
  private String trouble = "";

  /// This one is in use from now on.
  Store put(Store fresh) {
    store = fresh;
    return fresh;
  }

  /// None is.
  void clear() {
    store = null;
  }

  /// What can be asked; empty when no history is kept. A store that was closed meanwhile answers
  /// with an [IOException].
  Optional<History> history() {
    return Optional.ofNullable(store).map(Store::history);
  }

  /// What it holds; empty when that is not known yet.
  Optional<Holding> holding() {
    return Optional.ofNullable(store).flatMap(Store::holding);
  }

  /// How often housekeeping failed since the start.
  long failures() {
    return failures.get();
  }

  /// Has the store do what is due, once a minute until it is interrupted.
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        tend();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Once. What fails is said when it is new, and when it is over.
  void tend() throws InterruptedException {
    Store now = store;
    if (now == null) {
      return;
    }
    try {
      now.tend();
      if (!trouble.isEmpty()) {
        LOG.info("the store's housekeeping works again");
      }
      trouble = "";
    } catch (IOException | RuntimeException failed) {
      failed(now, String.valueOf(failed.getMessage()), failed);
    }
  }

  private void failed(Store tended, String why, Exception failed) {
    if (!tended.equals(store)) {
      return;
    }
    failures.incrementAndGet();
    if (why.equals(trouble)) {
      return;
    }
    trouble = why;
    LOG.warn("the store's housekeeping failed and is tried again each minute: {}", why);
    LOG.debug("the store's housekeeping failed", failed);
  }
}
