package dev.sonde.engine;

import dev.sonde.api.Pusher;
import dev.sonde.api.Series;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Everybody who pushes. Safe for all threads.
final class Tenants {
  /// How long a series lives that nobody pushes.
  static final Duration KEPT = Duration.ofMinutes(15);

  private static final int MOST = 1 << 16;

  private final Registry registry;
  private final Consumer<List<Series>> left;
  private final Map<Pusher, Tenant> byPusher = new ConcurrentHashMap<>();

  /// @param left is told which series nobody pushes any more
  Tenants(Registry registry, Consumer<List<Series>> left) {
    this.registry = registry;
    this.left = left;
  }

  /// Of very many the newest get nothing in.
  Tenant of(Pusher pusher, long nowNanos) {
    Tenant tenant =
        byPusher.size() < MOST
            ? byPusher.computeIfAbsent(pusher, each -> new Tenant(each, registry))
            : byPusher.getOrDefault(pusher, without(pusher));
    tenant.begin(nowNanos);
    return tenant;
  }

  private Tenant without(Pusher pusher) {
    var nothing = new Pusher(pusher.name(), pusher.labels(), pusher.names(), 0);
    return new Tenant(nothing, registry);
  }

  /// Forgets what has been silent.
  void sweep(long nowNanos) {
    long before = nowNanos - KEPT.toNanos();
    for (Tenant each : byPusher.values()) {
      List<Series> gone = each.forget(before);
      if (!gone.isEmpty()) {
        left.accept(gone);
      }
    }
    byPusher.values().removeIf(each -> each.isIdle(before));
  }
}
