package dev.sonde.collectors.container;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The containers of one runtime, as far as it has told. Those that are gone stay until a run has
/// seen them, so that one that came and went between two runs is not missed. Safe for all threads.
final class Inventory {
  private final int most;
  private final Map<String, Known> present = new LinkedHashMap<>();
  private final Map<String, Known> gone = new LinkedHashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> left = new LinkedHashSet<>();
  private long version;

  /// @param most how many are kept
  Inventory(int most) {
    this.most = most;
  }

  /// What a run sees.
  ///
  /// @param gone those that went since the last run
  record Sight(List<Known> present, List<Known> gone) {}

  /// Changes whenever a container does.
  synchronized long version() {
    return version;
  }

  /// All there are; those that are gone are forgotten.
  synchronized Sight look() {
    var sight = new Sight(new ArrayList<>(present.values()), new ArrayList<>(gone.values()));
    gone.clear();
    return sight;
  }

  /// All there are; those that are gone stay for the next look.
  synchronized List<Known> present() {
    return List.copyOf(present.values());
  }

  synchronized Optional<Known> find(String id) {
    return Optional.ofNullable(present.get(id));
  }

  /// This is one of them, and as it is now.
  synchronized void put(Known container) {
    if (!present.containsKey(container.id()) && present.size() >= most) {
      if (refused.size() < most) {
        refused.add(container.id());
      }
      return;
    }
    gone.remove(container.id());
    left.remove(container.id());
    if (!container.equals(present.put(container.id(), container))) {
      version++;
    }
  }

  /// Did it go since the last run? What is heard of it now came late.
  synchronized boolean isGone(String id) {
    return gone.containsKey(id) && !present.containsKey(id);
  }

  /// Has its engine told of its removal? Ids are not given twice.
  synchronized boolean hasLeft(String id) {
    return left.contains(id);
  }

  /// Its engine tells of its removal.
  synchronized void leave(String id) {
    remove(id);
    left.add(id);
    if (left.size() > most) {
      left.remove(left.iterator().next());
    }
  }

  /// The same for one of which it was heard before; else it has gone meanwhile.
  synchronized void renew(Known container) {
    if (present.containsKey(container.id())) {
      put(container);
    }
  }

  /// It does not exist any more.
  synchronized void remove(String id) {
    refused.remove(id);
    Known last = present.remove(id);
    if (last != null) {
      version++;
      if (gone.size() < most) {
        gone.put(id, last);
      }
    }
  }

  /// The same, unless it has run: of such a one the end is still to be heard of.
  synchronized void removeUnlessRun(String id) {
    Known known = present.get(id);
    if (known != null && known.life().startMillis() == 0) {
      remove(id);
    }
  }

  /// These are all there are.
  synchronized void retain(Set<String> ids) {
    refused.retainAll(ids);
    for (String id : List.copyOf(present.keySet())) {
      if (!ids.contains(id)) {
        remove(id);
      }
    }
  }

  /// How many there are beyond the most.
  synchronized int refused() {
    return refused.size();
  }
}
