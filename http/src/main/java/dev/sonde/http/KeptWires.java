package dev.sonde.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Connections that wait for the next request to the same address.
final class KeptWires {
  private static final int MOST = 1024;
  private static final int MOST_OF_ONE = 4;

  private record Kept(Wire wire, long since) {}

  private final LongSupplier ticker;
  private final long idle;
  private final Map<Address, ArrayDeque<Kept>> byAddress = new HashMap<>();
  private int count;
  private boolean closed;

  KeptWires(LongSupplier ticker, Duration idle) {
    this.ticker = ticker;
    this.idle = idle.toNanos();
  }

  /// One on which the server has neither spoken nor hung up, or null.
  @Nullable Wire take(Address address) throws IOException {
    Kept kept = poll(address);
    while (kept != null) {
      if (ticker.getAsLong() - kept.since < idle && isQuiet(kept.wire)) {
        return kept.wire;
      }
      kept.wire.close();
      kept = poll(address);
    }
    return null;
  }

  void keep(Address address, Wire wire) throws IOException {
    if (!offer(address, wire)) {
      wire.close();
    }
  }

  synchronized int count() {
    return count;
  }

  synchronized int hungUp() {
    int gone = 0;
    for (var each : byAddress.values()) {
      gone += (int) each.stream().filter(kept -> !isQuiet(kept.wire)).count();
    }
    return gone;
  }

  synchronized void close() throws IOException {
    closed = true;
    for (var each : byAddress.values()) {
      for (Kept kept : each) {
        kept.wire.close();
      }
    }
    byAddress.clear();
    count = 0;
  }

  private synchronized boolean offer(Address address, Wire wire) {
    var same = byAddress.computeIfAbsent(address, _ -> new ArrayDeque<>(1));
    if (closed || count == MOST || same.size() == MOST_OF_ONE) {
      return false;
    }
    same.addLast(new Kept(wire, ticker.getAsLong()));
    count++;
    return true;
  }

  private synchronized @Nullable Kept poll(Address address) {
    ArrayDeque<Kept> same = byAddress.get(address);
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
