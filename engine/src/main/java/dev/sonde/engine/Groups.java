package dev.sonde.engine;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.Detail;
import dev.sonde.engine.Plan.GroupPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The groups that run. Changed by one thread at a time.
final class Groups {
  private record Running<C>(GroupPlan<C> plan, CollectorGroup<C> group, GroupRunner runner) {
    static <C> Running<C> of(GroupPlan<C> plan, GroupWorks works) {
      CollectorGroup<C> group = plan.make().get();
      return new Running<>(plan, group, new GroupRunner(plan.name(), group, works, plan.live()));
    }

    boolean sameAs(GroupPlan<?> wanted) {
      return wanted.live() == plan.live() && wanted.config().getClass() == plan.config().getClass();
    }

    /// The same group with another configuration.
    @SuppressWarnings("unchecked") // configurations of one name and class are of one factory
    Running<C> with(GroupPlan<?> wanted) {
      var to = (GroupPlan<C>) wanted;
      if (!to.config().equals(plan.config())) {
        group.configure(to.config());
      }
      return new Running<>(to, group, runner);
    }
  }

  private final GroupWorks works;
  private final Map<String, Running<?>> byName = new ConcurrentSkipListMap<>();

  Groups(GroupWorks works) {
    this.works = works;
  }

  /// Makes these the ones that run, those that are new only once [#start] is called if `started` is
  /// false.
  void apply(List<GroupPlan<?>> plans, boolean started, Duration grace)
      throws InterruptedException {
    var wanted = new TreeMap<String, GroupPlan<?>>();
    plans.forEach(each -> wanted.put(each.name(), each));
    for (Running<?> each : List.copyOf(byName.values())) {
      GroupPlan<?> now = wanted.get(each.plan().name());
      if (now == null || !each.sameAs(now)) {
        remove(each, grace);
      }
    }
    for (GroupPlan<?> each : wanted.values()) {
      Running<?> before = byName.get(each.name());
      byName.put(each.name(), before == null ? begin(each, started) : before.with(each));
    }
  }

  void start() {
    byName.values().forEach(each -> each.runner().start());
  }

  void halt() {
    byName.values().forEach(each -> each.runner().halt());
  }

  /// Ends all for good, together within this time.
  void finish(Duration grace) throws InterruptedException {
    long end = works.time().nanos() + grace.toNanos();
    for (Running<?> each : byName.values()) {
      each.runner().finish(Duration.ofNanos(Math.max(0, end - works.time().nanos())));
    }
    byName.clear();
  }

  List<ComponentStatus> status() {
    var all = new ArrayList<ComponentStatus>();
    byName.values().forEach(each -> all.add(each.runner().status()));
    return all;
  }

  Optional<Detail> detail(String name) {
    return Optional.ofNullable(byName.get(name)).map(each -> each.group().detail());
  }

  private Running<?> begin(GroupPlan<?> plan, boolean started) {
    Running<?> running = Running.of(plan, works);
    if (started) {
      running.runner().start();
    }
    return running;
  }

  private void remove(Running<?> running, Duration grace) throws InterruptedException {
    byName.remove(running.plan().name());
    running.runner().halt();
    try {
      running.runner().finish(grace);
    } finally {
      running.runner().retire();
    }
  }
}
