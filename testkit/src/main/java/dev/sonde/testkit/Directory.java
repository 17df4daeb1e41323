package dev.sonde.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The names of a folder: as programs see them, as they surely are on the disk, and what lies
/// between.
final class Directory {
  private enum Certainty {
    OPEN,
    FORSAKEN,
    SURE
  }

  /// What some names lead to from now on, all of them or none.
  private record Pending(Map<String, Optional<Inode>> names, Certainty certainty) {
    Pending as(Certainty other) {
      return new Pending(names, other);
    }

    void apply(Map<String, Inode> to) {
      names.forEach(
          (name, inode) -> inode.ifPresentOrElse(at -> to.put(name, at), () -> to.remove(name)));
    }
  }

  private final Map<String, Inode> seen = new TreeMap<>();
  private final Map<String, Inode> sure = new TreeMap<>();
  private final List<Pending> pending = new ArrayList<>();

  List<String> names() {
    return List.copyOf(seen.keySet());
  }

  @Nullable Inode find(String name) {
    return seen.get(name);
  }

  Inode create(String name) {
    var inode = new Inode();
    change(Map.of(name, Optional.of(inode)));
    return inode;
  }

  void rename(String from, String to, Inode inode) {
    if (!from.equals(to)) {
      change(Map.of(from, Optional.empty(), to, Optional.of(inode)));
    }
  }

  void delete(String name) {
    change(Map.of(name, Optional.empty()));
  }

  long length() {
    return seen.values().stream().mapToLong(Inode::length).sum();
  }

  /// Whatever changed a name before it was changed durably is durable too.
  void sync() {
    var touched = new HashSet<String>();
    for (int i = pending.size() - 1; i >= 0; i--) {
      var each = pending.get(i);
      if (each.certainty() != Certainty.FORSAKEN || touches(each, touched)) {
        touched.addAll(each.names().keySet());
        pending.set(i, each.as(Certainty.SURE));
      }
    }
    while (!pending.isEmpty() && pending.getFirst().certainty() == Certainty.SURE) {
      pending.removeFirst().apply(sure);
    }
  }

  void failSync() {
    pending.replaceAll(
        each -> each.certainty() == Certainty.OPEN ? each.as(Certainty.FORSAKEN) : each);
  }

  double ways(Tearing tearing) {
    double ways = 1;
    for (var each : pending) {
      ways *= each.certainty() == Certainty.SURE ? 1 : 2;
    }
    for (var each : everything()) {
      ways *= each.ways(tearing);
    }
    return ways;
  }

  /// A later change of a name survives only when the earlier ones did.
  Directory afterPowerCut(Tearing tearing, Choice choice) {
    var left = new TreeMap<>(sure);
    var undone = new HashSet<String>();
    for (var each : pending) {
      boolean survives =
          each.certainty() == Certainty.SURE || (!touches(each, undone) && choice.of(2) == 1);
      if (survives) {
        each.apply(left);
      } else {
        undone.addAll(each.names().keySet());
      }
    }
    var after = new Directory();
    left.forEach((name, inode) -> after.put(name, inode.afterPowerCut(tearing, choice)));
    return after;
  }

  Directory copy() {
    var copies = new IdentityHashMap<Inode, Inode>();
    UnaryOperator<Inode> copied = inode -> copies.computeIfAbsent(inode, Inode::copy);
    var copy = new Directory();
    seen.forEach((name, inode) -> copy.seen.put(name, copied.apply(inode)));
    sure.forEach((name, inode) -> copy.sure.put(name, copied.apply(inode)));
    pending.forEach(each -> copy.pending.add(copy(each, copied)));
    return copy;
  }

  private static Pending copy(Pending each, UnaryOperator<Inode> copied) {
    var names = new TreeMap<String, Optional<Inode>>();
    each.names().forEach((name, inode) -> names.put(name, inode.map(copied)));
    return new Pending(names, each.certainty());
  }

  private void change(Map<String, Optional<Inode>> names) {
    var change = new Pending(names, Certainty.OPEN);
    change.apply(seen);
    pending.add(change);
  }

  private void put(String name, Inode inode) {
    seen.put(name, inode);
    sure.put(name, inode);
  }

  private static boolean touches(Pending change, Set<String> names) {
    return !Collections.disjoint(change.names().keySet(), names);
  }

  private Set<Inode> everything() {
    Set<Inode> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(seen.values());
    all.addAll(sure.values());
    pending.forEach(each -> each.names().values().forEach(inode -> inode.ifPresent(all::add)));
    return all;
  }
}
