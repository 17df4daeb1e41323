package dev.sonde.http;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Exchanges nobody uses just now, a few of them.
final class ExchangePool {
  private static final int KEPT = 8;

  private final Limits limits;
  private final Counters counters;
  private final ArrayDeque<Exchange> free = new ArrayDeque<>();

  ExchangePool(Limits limits, Counters counters) {
    this.limits = limits;
    this.counters = counters;
  }

  Exchange take() {
    Exchange known = poll();
    return known == null ? new Exchange(limits, counters) : known;
  }

  private synchronized @Nullable Exchange poll() {
    return free.pollLast();
  }

  /// Only for an exchange that ended well: another may hold half a message.
  void giveBack(Exchange exchange) {
    exchange.detach();
    synchronized (this) {
      if (free.size() < KEPT) {
        free.addLast(exchange);
      }
    }
  }
}
