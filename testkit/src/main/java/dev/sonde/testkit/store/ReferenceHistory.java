package dev.sonde.testkit.store;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

final class ReferenceHistory implements History {
  private static final long DAY = 24 * 60 * 60 * 1000L;

  private final ReferenceStore store;
  private final NavigableMap<Ident, NavigableMap<Long, Double>> samples;
  private final Map<String, Family> families;

  ReferenceHistory(
      ReferenceStore store,
      NavigableMap<Ident, NavigableMap<Long, Double>> samples,
      Map<String, Family> families) {
    this.store = store;
    this.samples = samples;
    this.families = families;
  }

  @Override
  public void series(Selection which, Span when, Found each) {
    if (when.isEmpty()) {
      return;
    }
    long from = Math.max(Math.floorDiv(when.fromMillis(), DAY), Long.MIN_VALUE / DAY) * DAY;
    long to = Math.min(Math.ceilDiv(when.toMillis(), DAY), Long.MAX_VALUE / DAY) * DAY;
    answer(
        which,
        kept -> kept.subMap(from, true, to, false),
        new Points() {
          @Override
          public boolean series(String name, Labels labels) {
            return each.series(name, labels);
          }

          @Override
          public boolean point(long timeMillis, double value) {
            return true;
          }
        });
  }

  @Override
  public void latest(Selection which, Span when, Points each) {
    answer(which, kept -> newest(within(kept, when)), each);
  }

  @Override
  public void samples(Selection which, Span when, Points each) {
    answer(which, kept -> within(kept, when), each);
  }

  @Override
  public void steps(Selection which, Steps steps, Fold fold, Points each) {
    answer(which, kept -> Folding.of(kept, steps, fold), each);
  }

  @Override
  public Optional<Family> family(String name) {
    synchronized (store) {
      return Optional.ofNullable(families.get(name));
    }
  }

  private void answer(
      Selection which, UnaryOperator<NavigableMap<Long, Double>> points, Points each) {
    synchronized (store) {
      for (Map.Entry<Ident, NavigableMap<Long, Double>> one : samples.entrySet()) {
        Ident of = one.getKey();
        if (which.has(of.name(), of.labels())
            && !say(of, points.apply(kept(one.getValue())), each)) {
          return;
        }
      }
    }
  }

  /// A copy: a view of a view complains of bounds outside it.
  private NavigableMap<Long, Double> kept(NavigableMap<Long, Double> samples) {
    return new TreeMap<>(samples.tailMap(store.oldest(), true));
  }

  private static boolean say(Ident of, Map<Long, Double> points, Points each) {
    if (points.isEmpty()) {
      return true;
    }
    if (!each.series(of.name(), of.labels())) {
      return false;
    }
    for (Map.Entry<Long, Double> point : points.entrySet()) {
      if (!each.point(point.getKey(), point.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static NavigableMap<Long, Double> newest(NavigableMap<Long, Double> samples) {
    Map.Entry<Long, Double> last = samples.lastEntry();
    return last == null || Stale.is(last.getValue())
        ? new TreeMap<>()
        : samples.tailMap(last.getKey(), true);
  }

  private static NavigableMap<Long, Double> within(NavigableMap<Long, Double> samples, Span when) {
    return samples.subMap(when.fromMillis(), true, when.toMillis(), false);
  }
}
