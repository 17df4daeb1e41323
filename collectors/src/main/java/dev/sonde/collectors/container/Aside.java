package dev.sonde.collectors.container;

import dev.sonde.api.Recorder;
import dev.sonde.api.framework.Container;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Measures single containers beside the runs: the files that it opens and the readings that it
/// compares are its own, and whatever ended stays for the next run. For one thread.
final class Aside implements AutoCloseable {
  /// Those asked about last, whose files stay open.
  private static final int MOST = 64;

  private final Choice choice;
  private final Naming naming;
  private final Map<String, Single> singles = new LinkedHashMap<>(16, 0.75f, true);

  Aside(Choice choice, Naming naming) {
    this.choice = choice;
    this.naming = naming;
  }

  /// All that these engines know; one that two of them know counts once.
  List<Container> containers(List<Engine> engines) {
    var byId = new LinkedHashMap<String, Container>();
    for (Engine engine : engines) {
      for (Known each : engine.inventory().present()) {
        if (choice.accepts(each)) {
          byId.putIfAbsent(
              each.id(), new Container(each.id(), each.name(), each.image(), engine.runtime()));
        }
      }
    }
    return List.copyOf(byId.values());
  }

  /// Records nothing when none of these engines knows it.
  void measure(String id, List<Engine> engines, Attaching files, double memory, Recorder out)
      throws InterruptedException {
    for (Engine engine : engines) {
      Optional<Known> known = engine.inventory().find(id).filter(choice::accepts);
      if (known.isPresent()) {
        single(known.get(), engine).measure(engine, files, memory, out);
        return;
      }
    }
    forget(id);
  }

  @Override
  public void close() {
    singles.values().forEach(each -> each.tracked.detach());
    singles.clear();
  }

  private Single single(Known known, Engine engine) {
    var labels = naming.of(known, engine.runtime());
    Single before = singles.get(known.id());
    if (before != null) {
      before.tracked.update(known, labels);
      return before;
    }
    if (singles.size() >= MOST) {
      forget(singles.keySet().iterator().next());
    }
    var made = new Single(new Tracked(known, labels));
    singles.put(known.id(), made);
    return made;
  }

  private void forget(String id) {
    Single gone = singles.remove(id);
    if (gone != null) {
      gone.tracked.detach();
    }
  }

  /// One of them.
  private static final class Single {
    private final Tracked tracked;
    private Optional<StatsReading> remote = Optional.empty();

    Single(Tracked tracked) {
      this.tracked = tracked;
    }

    void measure(Engine engine, Attaching files, double memory, Recorder out)
        throws InterruptedException {
      if (tracked.wantsReadings()) {
        tracked.attach(readings(engine, files));
      }
      if (remote.isPresent() && tracked.isAttached()) {
        remote.get().ask();
      }
      boolean sure = engine.isReached();
      tracked.record(out, sure, memory);
      if (sure && tracked.seemsOver()) {
        engine.inspectSoon(tracked.known().id());
      }
    }

    /// Files, and where there are none of this machine the engine, which is then waited for.
    private List<Reading> readings(Engine engine, Attaching files) {
      var found = files.readings(tracked.known());
      if (found.isEmpty()) {
        files.forget();
        found = files.readings(tracked.known());
      }
      remote =
          found.isEmpty()
              ? Optional.of(new StatsReading(engine.api(), tracked.known()))
              : Optional.empty();
      return found.orElseGet(() -> List.copyOf(remote.stream().toList()));
    }
  }
}
