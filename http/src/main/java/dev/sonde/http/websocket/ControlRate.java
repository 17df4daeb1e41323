package dev.sonde.http.websocket;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How many pings and pongs a peer may send: each costs little, but many keep a thread busy that
/// never gets to a message. For one thread at a time.
final class ControlRate {
  private final int most;
  private final LongSupplier ticker;
  private long second;
  private int count;

  ControlRate(int most, LongSupplier ticker) {
    this.most = most;
    this.ticker = ticker;
    this.second = ticker.getAsLong();
  }

  void count() throws Fault {
    long now = ticker.getAsLong();
    if (now - second >= TimeUnit.SECONDS.toNanos(1)) {
      second = now;
      count = 0;
    }
    count++;
    if (count > most) {
      throw new Fault(CloseStatus.POLICY, "more than " + most + " pings and pongs in a second");
    }
  }
}
