package dev.sonde.engine;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Everybody who pushes. Safe for all threads.
final class Tenants {
  /// How long a series lives that nobody pushes.
  static final Duration KEPT = Duration.ofMinutes(15);

  private static final int MOST = 1 << 16;

  private record Who(Optional<String> key, Labels stamp) {}

  private final Registry registry;
  private final Consumer<List<Series>> left;
  private final Map<Who, Tenant> all = new ConcurrentHashMap<>();

  /// @param left is told which series nobody pushes any more
  Tenants(Registry registry, Consumer<List<Series>> left) {
    this.registry = registry;
    this.left = left;
  }

  /// Of very many the newest get nothing in.
  ///
  /// @param more labels of this one among those behind the caller
  Tenant of(Caller caller, Labels more, long nowNanos) {
    var who = new Who(caller.key(), more.with(caller.stamp()));
    Tenant tenant = known(who, caller);
    while (!tenant.begin(caller.allowance(), nowNanos)) {
      all.remove(who, tenant);
      tenant = known(who, caller);
    }
    return tenant;
  }

  private Tenant known(Who who, Caller caller) {
    Tenant tenant = all.get(who);
    if (tenant != null) {
      return tenant;
    }
    boolean open = all.size() < MOST;
    var fresh = new Tenant(who.stamp(), caller.allowance(), registry, open);
    return open ? all.computeIfAbsent(who, _ -> fresh) : fresh;
  }

  /// Forgets what has been silent.
  void sweep(long nowNanos) {
    long before = nowNanos - KEPT.toNanos();
    for (Tenant each : all.values()) {
      List<Series> gone = each.forget(before);
      if (!gone.isEmpty()) {
        left.accept(gone);
      }
    }
    all.values().removeIf(each -> each.leaves(before));
  }
}
