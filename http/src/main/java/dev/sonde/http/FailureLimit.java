package dev.sonde.http;

import java.io.Serial;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How many requests of one address may fail in a second. Successes cost nothing, so that a health
/// check gets its answer while a broken client on the same address is held off. Remembers the
/// addresses that failed last, not all of them.
final class FailureLimit {
  private static final int ADDRESSES = 1024;

  private static final class Bucket {
    private double tokens;
    private long filled;

    private Bucket(double tokens, long filled) {
      this.tokens = tokens;
      this.filled = filled;
    }
  }

  private static final class Table extends LinkedHashMap<Optional<InetAddress>, Bucket> {
    @Serial private static final long serialVersionUID = 1L;

    private Table() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Optional<InetAddress>, Bucket> eldest) {
      return size() > ADDRESSES;
    }
  }

  private int perSecond;
  private final LongSupplier ticker;
  private final Table buckets = new Table();

  FailureLimit(int perSecond, LongSupplier ticker) {
    this.perSecond = perSecond;
    this.ticker = ticker;
  }

  /// Sets another rate.
  synchronized void limit(int to) {
    perSecond = to;
  }

  /// Counts one failure.
  ///
  /// @return whether it was within the limit
  synchronized boolean spend(Optional<InetAddress> peer) {
    long now = ticker.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(peer, _ -> new Bucket(perSecond, now));
    double gained = (double) (now - bucket.filled) * perSecond / TimeUnit.SECONDS.toNanos(1);
    bucket.tokens = Math.min(perSecond, bucket.tokens + gained);
    bucket.filled = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }

  synchronized int addresses() {
    return buckets.size();
  }
}
