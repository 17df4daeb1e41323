package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Changes;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of the objects of a cluster: kept up by the watches, asked for targets by whoever
/// says them. Safe for all threads.
///
/// # Implementation notes
///
/// One kind of object has the targets; the others (a pod behind an endpoint) are named by them.
/// `namedBy` turns that round, so that a change of a pod costs a look-up of the few endpoints it
/// stands behind, not a walk over all. Nothing is said of a namespace before everything that its
/// targets are made of has been listed once: a start must not show targets with half of their
/// labels.
final class Cluster {
  private final Resource primary;
  private final Attached attach;
  private final Changes changes;
  private final Targets targets;
  private final Set<Scope> unlisted;
  private final Map<Resource, Map<String, Item>> items = new EnumMap<>(Resource.class);
  private final Map<Reference, Set<String>> namedBy = new HashMap<>();

  /// @param scopes all that will be listed
  Cluster(Resource primary, Attached attach, List<Scope> scopes, Changes changes) {
    this.primary = primary;
    this.attach = attach;
    this.changes = changes;
    this.targets = new Targets(attach, this::find);
    this.unlisted = new HashSet<>(scopes);
  }

  /// What these targets are called.
  String source(String key) {
    return primary.source() + "/" + key;
  }

  /// The targets of one source as they are now; none when it has gone.
  synchronized List<Map<String, String>> targets(String source) {
    Item item = find(primary, source.substring(primary.source().length() + 1));
    return item == null ? List.of() : targets.of(item);
  }

  /// It is there now, like this.
  synchronized void put(Scope scope, Item item) {
    enter(scope.resource(), item);
  }

  /// It has gone.
  synchronized void remove(Scope scope, String key) {
    @Nullable Item old = of(scope.resource()).remove(key);
    if (old != null) {
      changed(scope.resource(), old, null);
    }
  }

  /// How many objects of that kind there are.
  synchronized int count(Scope scope) {
    return of(scope.resource()).size();
  }

  /// These are all of a scope.
  synchronized void replace(Scope scope, Map<String, Item> now) {
    for (Item old : List.copyOf(of(scope.resource()).values())) {
      if (scope.has(old) && !now.containsKey(old.meta().key())) {
        remove(scope, old.meta().key());
      }
    }
    now.values().forEach(each -> enter(scope.resource(), each));
    if (unlisted.remove(scope)) {
      of(primary).values().forEach(this::say);
    }
  }

  private void enter(Resource resource, Item item) {
    @Nullable Item old = of(resource).get(item.meta().key());
    if (!item.equals(old)) {
      of(resource).put(item.meta().key(), item);
      changed(resource, old, item);
    }
  }

  private void changed(Resource resource, @Nullable Item old, @Nullable Item now) {
    Item either = now == null ? old : now;
    if (either == null) {
      return;
    }
    if (resource == primary) {
      index(old, now);
      say(either);
    } else {
      var reference = new Reference(resource, either.meta().key());
      for (String key : namedBy.getOrDefault(reference, Set.of())) {
        @Nullable Item concerned = find(primary, key);
        if (concerned != null) {
          say(concerned);
        }
      }
    }
  }

  private void say(Item item) {
    String namespace = item.meta().namespace();
    if (unlisted.stream().noneMatch(each -> each.concerns(namespace))) {
      changes.changed(source(item.meta().key()));
    }
  }

  private void index(@Nullable Item old, @Nullable Item now) {
    if (old != null) {
      for (Reference each : references(old)) {
        forget(each, old.meta().key());
      }
    }
    if (now != null) {
      for (Reference each : references(now)) {
        namedBy.computeIfAbsent(each, _ -> new HashSet<>(2)).add(now.meta().key());
      }
    }
  }

  private void forget(Reference reference, String key) {
    Set<String> keys = namedBy.getOrDefault(reference, Set.of());
    if (keys.contains(key)) {
      keys.remove(key);
      if (keys.isEmpty()) {
        namedBy.remove(reference);
      }
    }
  }

  private Set<Reference> references(Item item) {
    var all = new HashSet<Reference>(item.references());
    if (!attach.node()) {
      all.removeIf(each -> each.resource() == Resource.NODES);
    }
    if (attach.namespace() && primary.namespaced()) {
      all.add(new Reference(Resource.NAMESPACES, item.meta().namespace()));
    }
    return all;
  }

  private @Nullable Item find(Resource resource, String key) {
    return of(resource).get(key);
  }

  private Map<String, Item> of(Resource resource) {
    return items.computeIfAbsent(resource, _ -> new HashMap<>());
  }
}
