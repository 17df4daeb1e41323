package dev.sonde.engine;

import dev.sonde.engine.Plan.GeneratorPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The generators that run. Changed by one thread at a time.
final class Generators {
  private record Running(GeneratorPlan plan, GeneratorRunner runner) {}

  private final GeneratorWorks works;
  private final Map<String, Running> byName = new ConcurrentSkipListMap<>();

  Generators(GeneratorWorks works) {
    this.works = works;
  }

  /// Makes these the ones that run, those that are new only once [#start] is called if `started` is
  /// false. One with the same configuration goes on undisturbed.
  void apply(List<GeneratorPlan> plans, boolean started, Duration grace)
      throws InterruptedException {
    var wanted = new TreeMap<String, GeneratorPlan>();
    plans.forEach(each -> wanted.put(each.name(), each));
    var leaving = new ArrayList<GeneratorRunner>();
    for (Running each : List.copyOf(byName.values())) {
      GeneratorPlan now = wanted.get(each.plan().name());
      if (now == null || !now.config().equals(each.plan().config())) {
        byName.remove(each.plan().name());
        leaving.add(each.runner());
      } else {
        wanted.remove(now.name());
      }
    }
    remove(leaving, grace);
    wanted.values().forEach(each -> begin(each, started));
  }

  void start() {
    byName.values().forEach(each -> each.runner().start());
  }

  void reconsider() {
    byName.values().forEach(each -> each.runner().reconsider());
  }

  void halt() {
    byName.values().forEach(each -> each.runner().halt());
  }

  /// Ends all for good, together within this time. Call after [#halt].
  void finish(Duration grace) throws InterruptedException {
    finish(byName.values().stream().map(Running::runner).toList(), grace);
    byName.clear();
  }

  List<ComponentStatus> status() {
    return byName.values().stream().map(each -> each.runner().status()).toList();
  }

  private void begin(GeneratorPlan plan, boolean started) {
    var runner = new GeneratorRunner(plan.name(), plan.make().get(), works);
    byName.put(plan.name(), new Running(plan, runner));
    if (started) {
      runner.start();
    }
  }

  private void remove(List<GeneratorRunner> leaving, Duration grace) throws InterruptedException {
    leaving.forEach(GeneratorRunner::halt);
    try {
      finish(leaving, grace);
    } finally {
      leaving.forEach(GeneratorRunner::retire);
    }
  }

  private void finish(List<GeneratorRunner> all, Duration grace) throws InterruptedException {
    long end = works.time().nanos() + grace.toNanos();
    for (GeneratorRunner each : all) {
      each.finish(Duration.ofNanos(Math.max(0, end - works.time().nanos())));
    }
  }
}
