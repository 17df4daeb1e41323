package dev.sonde.http;

import dev.sonde.http.tls.Tls;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Connections that wait for the next request on the same way. One that has been open for five
/// minutes is not used again, so that a name that moved to another address is followed.
final class KeptWires {
  private static final int MOST = 1024;
  private static final int MOST_OF_ONE = 4;

  private static final long OLDEST = Duration.ofMinutes(5).toNanos();

  private record Kept(Opened opened, long since) {
    Wire wire() {
      return opened.wire();
    }
  }

  private final LongSupplier ticker;
  private final long idle;
  private final Map<Way, ArrayDeque<Kept>> byWay = new HashMap<>();
  private int count;
  private boolean closed;

  KeptWires(LongSupplier ticker, Duration idle) {
    this.ticker = ticker;
    this.idle = idle.toNanos();
  }

  /// One on which the server has neither spoken nor hung up, or null.
  @Nullable Opened take(Way way) throws IOException, InterruptedException {
    Kept kept = poll(way);
    while (kept != null) {
      if (canBeUsed(kept)) {
        return kept.opened;
      }
      kept = poll(way);
    }
    return null;
  }

  private boolean canBeUsed(Kept kept) throws IOException, InterruptedException {
    boolean usable = false;
    try {
      usable = isFresh(kept) && isQuiet(kept.wire());
      return usable;
    } finally {
      if (!usable) {
        kept.wire().close();
      }
    }
  }

  private boolean isFresh(Kept kept) throws InterruptedException {
    long now = ticker.getAsLong();
    Optional<Tls> tls = kept.opened.way().route().tls();
    return now - kept.since < idle
        && now - kept.opened.opened() < OLDEST
        && (!kept.opened.way().secure()
            || tls.isEmpty()
            || tls.get().generation() == kept.opened.generation());
  }

  void keep(Opened opened) throws IOException {
    if (!offer(opened)) {
      opened.wire().close();
    }
  }

  synchronized int count() {
    return count;
  }

  synchronized int hungUp() {
    int gone = 0;
    for (var each : byWay.values()) {
      gone += (int) each.stream().filter(kept -> !isQuiet(kept.wire())).count();
    }
    return gone;
  }

  synchronized void close() throws IOException {
    closed = true;
    for (var each : byWay.values()) {
      for (Kept kept : each) {
        kept.wire().close();
      }
    }
    byWay.clear();
    count = 0;
  }

  private synchronized boolean offer(Opened opened) {
    var same = byWay.computeIfAbsent(opened.way(), _ -> new ArrayDeque<>(1));
    if (closed || count == MOST || same.size() == MOST_OF_ONE) {
      return false;
    }
    same.addLast(new Kept(opened, ticker.getAsLong()));
    count++;
    return true;
  }

  private synchronized @Nullable Kept poll(Way way) {
    ArrayDeque<Kept> same = byWay.get(way);
    Kept last = same == null ? null : same.pollLast();
    if (last != null) {
      count--;
    }
    return last;
  }

  private static boolean isQuiet(Wire wire) {
    try {
      return wire.quiet();
    } catch (IOException _) {
      return false;
    }
  }
}
