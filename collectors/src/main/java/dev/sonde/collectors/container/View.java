package dev.sonde.collectors.container;

import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The containers of one engine as runs see them. For one thread.
final class View {
  private final Engine engine;
  private final Choice choice;
  private final Naming naming;
  private final Map<String, View> owners;
  private final Map<String, Tracked> tracked = new LinkedHashMap<>();
  private List<Tracked> order = List.of();
  private String runtime = "";
  private long version = -1;

  /// @param owners of each container: one that two engines know counts once
  View(Engine engine, Choice choice, Naming naming, Map<String, View> owners) {
    this.engine = engine;
    this.choice = choice;
    this.naming = naming;
    this.owners = owners;
  }

  Engine engine() {
    return engine;
  }

  /// All that are measured, until the next look.
  List<Tracked> containers() {
    return order;
  }

  /// Takes up what has changed, and records the end of those that are gone, unless a run has seen
  /// it.
  void look(Recorder out) {
    long now = engine.inventory().version();
    String name = engine.runtime();
    if (now == version && name.equals(runtime)) {
      return;
    }
    version = now;
    runtime = name;
    Inventory.Sight sight = engine.inventory().look();
    for (Known each : sight.gone()) {
      end(each, out);
    }
    var present = new HashSet<String>();
    for (Known each : sight.present()) {
      if (choice.accepts(each) && owners.computeIfAbsent(each.id(), _ -> this) == this) {
        present.add(each.id());
        take(each);
      }
    }
    dropOthers(present);
    order = new ArrayList<>(tracked.values());
  }

  void close() {
    dropOthers(Set.of());
    order = List.of();
  }

  private void take(Known container) {
    Labels labels = naming.of(container, runtime);
    Tracked known = tracked.get(container.id());
    if (known == null) {
      tracked.put(container.id(), new Tracked(container, labels));
    } else {
      known.update(container, labels);
    }
  }

  private void end(Known last, Recorder out) {
    Tracked before = tracked.get(last.id());
    boolean seen = before != null && before.known().life().status().isOver();
    boolean other = owners.getOrDefault(last.id(), this) != this;
    Life life = last.life();
    Known ended = life.status().isOver() ? last : last.with(life.ended(0, life.exitCode()));
    if (!seen && !other && life.startMillis() > 0 && choice.accepts(ended)) {
      new Tracked(ended, naming.of(ended, runtime)).record(out, true, Double.NaN);
    }
  }

  private void dropOthers(Set<String> present) {
    tracked
        .entrySet()
        .removeIf(each -> {
          boolean gone = !present.contains(each.getKey());
          if (gone) {
            each.getValue().detach();
            owners.remove(each.getKey(), this);
          }
          return gone;
        });
  }
}
