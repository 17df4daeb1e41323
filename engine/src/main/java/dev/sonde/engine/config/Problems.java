package dev.sonde.engine.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects mistakes, so that one start shows them all. Keeps a hundred and counts the rest. Not
/// safe for several threads.
public final class Problems {
  private static final int KEPT = 100;

  private final Set<Problem> kept = new LinkedHashSet<>();
  private int left;

  /// Notes a mistake.
  public void add(Origin origin, String message) {
    Problem problem = new Problem(origin, message);
    if (kept.size() < KEPT) {
      kept.add(problem);
    } else if (!kept.contains(problem)) {
      left++;
    }
  }

  /// Is all well?
  public boolean isEmpty() {
    return kept.isEmpty();
  }

  /// How many mistakes were noted.
  public int count() {
    return kept.size() + left;
  }

  /// All that were kept, sorted by place, then in the order found.
  public List<Problem> sorted() {
    return sorted((a, b) -> Origin.compare(a.origin(), b.origin()));
  }

  /// All that were kept, sorted as somebody likes, then in the order found.
  public List<Problem> sorted(Comparator<Problem> order) {
    List<Problem> sorted = new ArrayList<>(kept);
    sorted.sort(order);
    if (left > 0) {
      sorted.add(new Problem(Origin.nowhere(), "and " + left + " more"));
    }
    return List.copyOf(sorted);
  }

  /// One line each, sorted by place.
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    for (Problem problem : sorted()) {
      lines.append(problem).append('\n');
    }
    return lines.toString();
  }
}
