package dev.sonde.http;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Exchanges nobody uses just now, a few of them.
final class ExchangePool {
  private static final int KEPT = 8;

  private Limits limits;
  private final Counters counters;
  private final ArrayDeque<Exchange> free = new ArrayDeque<>();

  ExchangePool(Limits limits, Counters counters) {
    this.limits = limits;
    this.counters = counters;
  }

  synchronized Exchange take() {
    @Nullable Exchange known = free.pollLast();
    return known == null ? new Exchange(limits, counters) : known;
  }

  /// Sets other limits; an exchange in use keeps those it began with, and does not come back.
  synchronized void limit(Limits to) {
    limits = to;
    free.clear();
  }

  /// Only for an exchange that ended well: another may hold half a message.
  void giveBack(Exchange exchange) {
    exchange.detach();
    synchronized (this) {
      if (free.size() < KEPT && exchange.limits().equals(limits)) {
        free.addLast(exchange);
      }
    }
  }
}
