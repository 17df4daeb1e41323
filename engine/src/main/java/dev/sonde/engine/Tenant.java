package dev.sonde.engine;

import dev.sonde.api.Family;
import dev.sonde.api.Glob;
import dev.sonde.api.Labels;
import dev.sonde.api.Pusher;
import dev.sonde.api.Series;
import dev.sonde.api.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The series that one pusher has. Safe for all threads.
///
/// # Implementation notes
///
/// What a limit keeps out is not remembered, so it costs whoever sends it and no memory. What a
/// processor leaves out is remembered, as many as there may be series.
final class Tenant {
  private final Pusher pusher;
  private final Registry registry;
  private final PushedTable table = new PushedTable();
  private int held;
  private long begunNanos;

  Tenant(Pusher pusher, Registry registry) {
    this.pusher = pusher;
    this.registry = registry;
  }

  /// The series of a key whose hashes are these.
  synchronized PushedSeries slot(
      SeriesKey key,
      long first,
      long second,
      Function<String, Family> about,
      Pipeline pipeline,
      long now) {
    PushedSeries known = table.find(first, second);
    return known == null
        ? admitted(made(key, first, second, about), pipeline, now)
        : current(known, pipeline, now);
  }

  /// The same for one that was asked for in an earlier push. Its tenant may have left meanwhile.
  synchronized PushedSeries again(PushedSeries earlier, Pipeline pipeline, long now) {
    if (!earlier.owner.pusher.labels().equals(pusher.labels())) {
      throw new IllegalArgumentException("this slot belongs to another pusher");
    }
    PushedSeries known = table.find(earlier.first, earlier.second);
    return known == null
        ? admitted(earlier.of(this), pipeline, now)
        : current(known, pipeline, now);
  }

  /// Gives back what nobody has asked for since then.
  ///
  /// @return the series that left, so that nobody shows them any more
  synchronized List<Series> forget(long askedBefore) {
    var left = new ArrayList<Series>();
    table.remove(each -> {
      boolean idle = each.askedNanos - askedBefore < 0;
      if (idle) {
        forget(each, left);
      }
      return idle;
    });
    return left;
  }

  /// Somebody pushes.
  synchronized void begin(long now) {
    begunNanos = now;
  }

  /// Has it nothing, and has nobody pushed since then?
  synchronized boolean isIdle(long begunBefore) {
    return table.size() == 0 && begunNanos - begunBefore < 0;
  }

  private PushedSeries made(
      SeriesKey key, long first, long second, Function<String, Family> about) {
    if (!key.flaw().isEmpty()) {
      return PushedSeries.flawed(this, first, second);
    }
    Family family = registry.families().known(about.apply(key.name()));
    Labels own = own(key.labels());
    return new PushedSeries(this, family, own, first, second, false);
  }

  /// Labels of the pusher stand for those of the same names.
  private Labels own(Labels given) {
    Labels own = given.with(pusher.labels()).without(pusher.labels());
    return own == null ? Labels.NONE : own;
  }

  private PushedSeries current(PushedSeries series, Pipeline pipeline, long now) {
    series.askedNanos = now;
    if (series.generation != pipeline.generation()) {
      Object before = series.outcome;
      held -= before instanceof Series ? 1 : 0;
      decide(series, pipeline);
      release(before);
    }
    return series;
  }

  private PushedSeries admitted(PushedSeries series, Pipeline pipeline, long now) {
    series.askedNanos = now;
    if (series.flawed()) {
      return series;
    }
    decide(series, pipeline);
    if (series.outcome instanceof Series || (isIntended(series.outcome) && hasRoom())) {
      table.add(series);
    }
    return series;
  }

  private boolean hasRoom() {
    return table.size() - held < registry.table().limits().maxSeries();
  }

  private static boolean isIntended(Object outcome) {
    return outcome instanceof Omission omission && omission.isIntended();
  }

  private void decide(PushedSeries series, Pipeline pipeline) {
    series.outcome =
        isAllowed(series.family.name()) ? admit(series, pipeline) : Omission.NAME_NOT_ALLOWED;
    series.generation = pipeline.generation();
    held += series.outcome instanceof Series ? 1 : 0;
  }

  private Object admit(PushedSeries series, Pipeline pipeline) {
    if (held >= pusher.mostSeries()) {
      return Omission.KEY_SERIES;
    }
    Labels common = pusher.labels();
    return registry.admit(pipeline, series.family, series.own.with(common), common, false);
  }

  private boolean isAllowed(String name) {
    List<Glob> names = pusher.names();
    return names.isEmpty() || names.stream().anyMatch(each -> each.matches(name));
  }

  private void forget(PushedSeries series, List<Series> left) {
    Object before = series.outcome;
    series.outcome = Omission.MAX_SERIES;
    series.generation = 0;
    if (before instanceof Series target) {
      held--;
      left.add(target);
    }
    release(before);
  }

  private void release(Object outcome) {
    if (outcome instanceof Series target) {
      registry.table().release(target);
    }
  }
}
