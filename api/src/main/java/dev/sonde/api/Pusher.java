package dev.sonde.api;

import java.util.List;

/// Who pushes, as far as their series are concerned.
///
/// @param name what people call them; the same for all that they push
/// @param labels what all their series carry, whatever they say themselves
/// @param names which metrics they may write; none at all for every one
/// @param mostSeries how many series they may have at once
public record Pusher(String name, Labels labels, List<Glob> names, int mostSeries) {
  public Pusher {
    names = List.copyOf(names);
  }

  /// Somebody without limits of their own.
  public static Pusher of(String name, Labels labels) {
    return new Pusher(name, labels, List.of(), Integer.MAX_VALUE);
  }
}
