package dev.sonde.server.door;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// All keys of one Sonde. Immutable.
///
/// @param stretch for secrets that people chose; empty while there is none
/// @param all in the order in which they were made
public record Keys(Optional<Stretch> stretch, List<Key> all) {
  /// No key at all.
  public static final Keys NONE = new Keys(Optional.empty(), List.of());

  /// So many may be kept.
  public static final int MOST = 10_000;

  /// @throws IllegalArgumentException for a name or an id that two have, for more than may be kept,
  ///   and for a chosen secret without what it was stretched with
  public Keys {
    all = List.copyOf(all);
    if (all.size() > MOST) {
      throw new IllegalArgumentException("there are more than " + MOST + " keys");
    }
    var names = new HashSet<String>();
    var ids = new HashSet<String>();
    for (Key each : all) {
      if (!names.add(each.name())) {
        throw new IllegalArgumentException("two keys are called " + each.name());
      }
      for (Proof proof : each.proofs()) {
        if (!ids.add(proof.id())) {
          throw new IllegalArgumentException("two secrets have the id " + proof.id());
        }
        if (proof.kind() == Proof.Kind.CHOSEN && stretch.isEmpty()) {
          throw new IllegalArgumentException("a chosen secret needs stretch");
        }
      }
    }
  }

  /// The one of this name.
  public Optional<Key> named(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  Keys with(Key fresh) {
    var more = new ArrayList<>(all);
    more.add(fresh);
    return new Keys(stretch, more);
  }

  Keys without(String name) {
    return new Keys(stretch, all.stream().filter(each -> !each.name().equals(name)).toList());
  }

  Keys replacing(Key changed) {
    return new Keys(
        stretch,
        all.stream().map(each -> each.name().equals(changed.name()) ? changed : each).toList());
  }

  Keys with(Stretch made) {
    return new Keys(Optional.of(made), all);
  }
}
