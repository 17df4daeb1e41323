package dev.sonde.engine;

import dev.sonde.api.Allowance;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The series that one caller sends, or one of those behind it. Safe for all threads.
///
/// # Implementation notes
///
/// What a limit keeps out is not remembered, so it costs whoever sends it and no memory. What a
/// processor leaves out is remembered, as many as there may be series.
final class Tenant {
  private final Labels stamp;
  private Allowance allowance;
  private final Registry registry;
  private final boolean open;
  private final PushedTable table = new PushedTable();
  private @Nullable PushedSeries head;
  private int held;
  private long counted;
  private long window;
  private long begunNanos;
  private boolean gone;

  /// @param stamp labels that all its series have, whatever is sent
  /// @param open may it have any?
  Tenant(Labels stamp, Allowance allowance, Registry registry, boolean open) {
    this.open = open;
    this.stamp = stamp;
    this.allowance = allowance;
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
    if (!earlier.owner.stamp.equals(stamp)) {
      throw new IllegalArgumentException("this slot belongs to another caller");
    }
    PushedSeries known = table.find(earlier.first, earlier.second);
    return known == null
        ? admitted(earlier.of(this), pipeline, now)
        : current(known, pipeline, now);
  }

  /// The one that followed another one, if it was said so.
  ///
  /// @param before null for the first of a push
  synchronized @Nullable PushedSeries recall(
      @Nullable PushedSeries before, long mark, Pipeline pipeline, long now) {
    PushedSeries known = before == null ? head : before.next;
    if (known == null || known.mark != mark || known.generation == 0) {
      return null;
    }
    return current(known, pipeline, now);
  }

  /// Keeps in mind that one follows another one.
  ///
  /// @param before null for the first of a push
  /// @return is it one of those that are remembered at all?
  synchronized boolean remember(@Nullable PushedSeries before, PushedSeries series, long mark) {
    if (table.find(series.first, series.second) != series) {
      return false;
    }
    series.mark = mark;
    if (before == null) {
      head = series;
    } else {
      before.next = series;
    }
    return true;
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

  /// Somebody pushes, whose limits these are: a key may be made anew under the name of one that was
  /// revoked. What was decided by other limits is decided again.
  ///
  /// @return is it still there? What came by one that has left would never be forgotten
  synchronized boolean begin(Allowance by, long now) {
    begunNanos = now;
    long counts = by.window();
    if (counts != counted || !by.equals(allowance)) {
      allowance = by;
      counted = counts;
      window++;
    }
    return !gone;
  }

  /// It leaves when it has nothing, and nobody has pushed since then.
  ///
  /// @return has it left?
  synchronized boolean leaves(long begunBefore) {
    gone |= table.size() == 0 && begunNanos - begunBefore < 0;
    return gone;
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

  /// The stamp stands above what was sent: whoever says something else under one of its names, as a
  /// hub does that passes on what others sent it, keeps that under another name.
  private Labels own(Labels given) {
    Labels bare = given.without(stamp);
    return bare == null ? unlike(given).beneath(stamp) : bare;
  }

  private Labels unlike(Labels given) {
    Labels[] rest = {given};
    stamp.forEach((name, value) -> {
      if (value.equals(given.value(name))) {
        rest[0] = rest[0].with(name, "");
      }
    });
    return rest[0];
  }

  private PushedSeries current(PushedSeries series, Pipeline pipeline, long now) {
    series.askedNanos = now;
    if (series.generation != pipeline.generation() || series.window != window) {
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
    series.outcome = admit(series, pipeline);
    series.generation = pipeline.generation();
    series.window = window;
    held += series.outcome instanceof Series ? 1 : 0;
  }

  private Object admit(PushedSeries series, Pipeline pipeline) {
    if (!open) {
      return Omission.TOO_MANY_CALLERS;
    }
    Labels labels = series.own.with(stamp);
    if (!allowance.allows(series.family.name())) {
      return Omission.NAME_NOT_ALLOWED;
    }
    return allowance.admits(series.family.name(), labels)
        ? registry.admit(pipeline, series.family, labels, stamp, false)
        : Omission.KEY_SERIES;
  }

  private void forget(PushedSeries series, List<Series> left) {
    Object before = series.outcome;
    series.outcome = Omission.MAX_SERIES;
    series.generation = 0;
    series.next = null;
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
