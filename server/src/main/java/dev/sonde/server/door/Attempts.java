package dev.sonde.server.door;

import dev.sonde.api.Time;
import java.io.Serial;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How many wrong keys one address may show: twenty at once, one in three seconds over time. The
/// first 64 bits of an IPv6 address stand for all of it, as who has one has them all. Remembers the
/// addresses that failed last. Safe for all threads.
final class Attempts {
  private static final int ADDRESSES = 4_096;
  private static final double MOST = 20;
  private static final double PER_NANO = 1 / 3.0 / TimeUnit.SECONDS.toNanos(1);
  private static final int NETWORK_BYTES = 8;

  private record Bucket(double left, long at) {}

  private static final class Table extends LinkedHashMap<String, Bucket> {
    @Serial private static final long serialVersionUID = 1L;

    private Table() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > ADDRESSES;
    }
  }

  private final Time time;
  private final Table buckets = new Table();

  Attempts(Time time) {
    this.time = time;
  }

  /// May this address be wrong once more?
  ///
  /// @return empty when it may, else when it may again
  synchronized Optional<Duration> mayFail(Optional<InetAddress> peer) {
    double left = left(whose(peer));
    return left >= 1
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) Math.ceil((1 - left) / PER_NANO)));
  }

  /// It was wrong.
  synchronized void failed(Optional<InetAddress> peer) {
    String whose = whose(peer);
    buckets.put(whose, new Bucket(Math.max(0, left(whose) - 1), time.nanos()));
  }

  synchronized int addresses() {
    return buckets.size();
  }

  private double left(String whose) {
    Bucket bucket = buckets.get(whose);
    return bucket == null
        ? MOST
        : Math.min(MOST, bucket.left() + (time.nanos() - bucket.at()) * PER_NANO);
  }

  private static String whose(Optional<InetAddress> peer) {
    if (peer.isPresent() && peer.get() instanceof Inet6Address wide) {
      return "6 " + Arrays.toString(Arrays.copyOf(wide.getAddress(), NETWORK_BYTES));
    }
    return peer.map(InetAddress::getHostAddress).orElse("unix");
  }
}
