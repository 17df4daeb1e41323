package dev.sonde.server.door;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the file of keys twice a second, and sooner when somebody shows a key that is not
/// known; writes down once a minute when each was used last. For a platform thread, as a disk may
/// hang.
public final class KeyWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.door");
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration WRITING = Duration.ofMinutes(1);

  /// Between two looks, however many are wanted.
  private static final Duration DISTANCE = Duration.ofMillis(50);

  private final KeyRing ring;
  private final Supplier<KeyPlace> place;
  private final Duration pause;
  private long writtenNanos = System.nanoTime();
  private Map<String, Long> written = Map.of();
  private boolean failed;

  public KeyWatch(KeyRing ring, Supplier<KeyPlace> place) {
    this(ring, place, PAUSE);
  }

  /// @param pause before a look that nobody wanted
  KeyWatch(KeyRing ring, Supplier<KeyPlace> place, Duration pause) {
    this.ring = ring;
    this.place = place;
    this.pause = pause;
  }

  /// Until interrupted; writes once more then.
  @Override
  public void run() {
    try {
      while (true) {
        ring.looks().awaitTurn(pause);
        ring.refresh();
        ring.looks().done();
        writeInTime();
        Thread.sleep(DISTANCE);
      }
    } catch (InterruptedException stopped) {
      write();
      Thread.currentThread().interrupt();
    } finally {
      ring.looks().leave();
    }
  }

  private void writeInTime() {
    if (System.nanoTime() - writtenNanos >= WRITING.toNanos()) {
      writtenNanos = System.nanoTime();
      write();
    }
  }

  /// Writes once, when something is new. What fails is said once, and tried again.
  void write() {
    Map<String, Long> now = ring.uses().all();
    if (now.equals(written)) {
      return;
    }
    try {
      place.get().keep(now);
      written = now;
      failed = false;
    } catch (IOException unwritable) {
      if (!failed) {
        LOG.warn("when keys were used last can't be kept: {}", unwritable.getMessage());
      }
      failed = true;
    }
  }
}
