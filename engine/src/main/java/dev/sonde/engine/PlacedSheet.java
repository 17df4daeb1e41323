package dev.sonde.engine;

import dev.sonde.api.Batch;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Sheet;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// A page of series, by place.
///
/// # Implementation notes
///
/// From run to run it keeps one reference for each place: the series, or why there is none. As long
/// as every line stands where it stood, a run only reads that array. With the first line that does
/// not, it begins a second array; what the first one has and the second has not in the end is gone.
/// Until then the first one stays as it is, so that a page which fails half way leaves no trace.
///
/// Each series in the array is held once in the series table, and counts as live there while the
/// page does.
final class PlacedSheet implements Sheet {
  private static final Object[] NOTHING = {};
  private static final long AHEAD_MILLIS = 600_000;
  private static final int NOWHERE = -2;

  private final Registry registry;
  private final Labels common;
  private Object[] places = NOTHING;
  private int generation;
  private boolean live;

  /// Is there a place without its series because another goes by the same labels, or because there
  /// were too many?
  private boolean crowded;

  private boolean full;

  private boolean marked = true;

  /// Has a series gone that may have stood in another's way?
  private boolean eased;

  private @Nullable Haul haul;
  private Pipeline pipeline = Registry.NO_PIPELINE;
  private long timeMillis;
  private Object @Nullable [] changed;
  private int filled;
  private @Nullable BitSet moved;
  private int firstRow;
  private Omission omission = Omission.DUPLICATE;
  private long omitted;
  private final Tally omissions = new Tally();
  private boolean begun;
  private boolean ended;

  /// Where the sample that was given last stands in the batch, if it does.
  private int taken = NOWHERE;

  /// Did the page come back in this run? Then what it does not have any more has ended before.
  private boolean revived;

  /// @param common labels that most of its series have
  PlacedSheet(Registry registry, Labels common) {
    this.registry = registry;
    this.common = common;
  }

  /// Begins a run.
  void open(Haul into, Pipeline with, long runMillis) {
    haul = into;
    pipeline = with;
    timeMillis = runMillis;
    begun = false;
    ended = false;
  }

  /// Ends a run: one that did not come to an end itself leaves nothing.
  void close() {
    if (!ended) {
      absent();
    }
    haul = null;
    pipeline = Registry.NO_PIPELINE;
  }

  @Override
  public boolean begin() {
    takeBack();
    begun = true;
    taken = NOWHERE;
    firstRow = hauling().batch.size();
    return places.length == 0
        || generation != pipeline.generation()
        || (crowded && eased)
        || (full && registry.table().hasRoom());
  }

  @Override
  public void again(int place, double value, long sampleMillis) {
    if (changed != null || place >= places.length) {
      throw new IllegalStateException("place " + place + " is not where it was");
    }
    write(places[place], value, sampleMillis);
  }

  @Override
  public void moved(int place, int before, double value, long sampleMillis) {
    var holder = change(place);
    BitSet known = movedPlaces();
    if (known.get(before)) {
      throw new IllegalStateException("place " + before + " was moved before");
    }
    Object there = places[before];
    if (there instanceof Series series && !holder.present.add(series)) {
      put(Omission.DUPLICATE);
      emit(Omission.DUPLICATE, value, sampleMillis);
    } else {
      known.set(before);
      put(there);
      write(there, value, sampleMillis);
    }
  }

  @Override
  public boolean define(int place, Family family, Labels labels, double value, long sampleMillis) {
    var holder = change(place);
    Object outcome = registry.admit(pipeline, family, labels, common, holder.present);
    boolean fresh = false;
    if (outcome instanceof Series series) {
      fresh = registry.table().enliven(series) == 1;
      holder.defined.add(series);
    }
    put(outcome);
    emit(outcome, value, sampleMillis);
    return fresh;
  }

  @Override
  public void attach(Extra extra) {
    Batch batch = hauling().batch;
    if (taken == batch.size() - 1) {
      batch.attach(extra);
    }
  }

  @Override
  public void omit(int place, String reason, boolean intended) {
    change(place);
    Omission outcome = registry.omission(reason, intended);
    put(outcome);
    emit(outcome, 0, 0);
  }

  @Override
  public void end(int count, boolean withMarkers) {
    Haul holder = hauling();
    marked = withMarkers;
    flushOmissions();
    holder.tally.add(omissions);
    holder.tally.received(holder.batch.size() - firstRow);
    eased = false;
    Object[] now = changed;
    if (now != null) {
      endUnmoved(holder);
      places = Arrays.copyOf(now, filled);
      generation = pipeline.generation();
      survey();
    } else if (count < places.length) {
      for (int place = count; place < places.length; place++) {
        gone(holder, places[place]);
      }
      places = Arrays.copyOf(places, count);
      survey();
    }
    live = true;
    over();
  }

  @Override
  public void absent() {
    takeBack();
    Haul holder = hauling();
    for (Object each : places) {
      if (each instanceof Series series) {
        ended(holder, series);
      }
    }
    live = false;
    over();
  }

  /// What was given since the page began was not given.
  private void takeBack() {
    Haul holder = hauling();
    if (!begun || ended) {
      return;
    }
    holder.batch.shorten(firstRow);
    for (Series each : holder.defined) {
      registry.table().ends(each);
      holder.leaving.add(each);
    }
    if (revived) {
      for (Object each : places) {
        if (each instanceof Series series) {
          registry.table().ends(series);
        }
      }
      live = false;
    }
    clean();
  }

  /// Ends every series for good. Stands for a whole run.
  void leave(Haul into, long runMillis) {
    open(into, pipeline, runMillis);
    absent();
    for (Object each : places) {
      if (each instanceof Series series) {
        into.leaving.add(series);
      }
    }
    places = NOTHING;
    haul = null;
  }

  private void over() {
    clean();
    ended = true;
  }

  private void clean() {
    changed = null;
    filled = 0;
    moved = null;
    omissions.clear();
    omitted = 0;
    revived = false;
    Haul holder = hauling();
    holder.present.clear();
    holder.defined.clear();
  }

  /// Goes over to the second array, in which everything before this place stands as it did.
  private Haul change(int place) {
    Haul holder = hauling();
    if (changed == null) {
      changed = Arrays.copyOf(places, Math.max(place + 16, places.length + 16));
      filled = place;
      movedPlaces().set(0, place);
      for (int i = 0; i < place; i++) {
        if (places[i] instanceof Series series) {
          holder.present.add(series);
        }
      }
    }
    if (place != filled) {
      throw new IllegalStateException("place " + place + " comes after " + filled);
    }
    return holder;
  }

  private void put(Object outcome) {
    Object[] now = changed;
    if (now == null) {
      throw new IllegalStateException("the page has not changed");
    }
    if (filled == now.length) {
      now = Arrays.copyOf(now, filled * 2);
      changed = now;
    }
    now[filled++] = outcome;
  }

  private void write(Object outcome, double value, long sampleMillis) {
    if (!live) {
      revive();
    }
    emit(outcome, value, sampleMillis);
  }

  /// The page was absent, and is back.
  private void revive() {
    for (Object each : places) {
      if (each instanceof Series series) {
        registry.table().enliven(series);
      }
    }
    live = true;
    revived = true;
  }

  private void emit(Object outcome, double value, long sampleMillis) {
    taken = NOWHERE;
    if (!(outcome instanceof Series series)) {
      leaveOut((Omission) outcome);
    } else if (sampleMillis - timeMillis > AHEAD_MILLIS) {
      leaveOut(Omission.AHEAD);
    } else {
      Batch batch = hauling().batch;
      taken = batch.size();
      batch.add(series, sampleMillis, value);
    }
  }

  private void leaveOut(Omission why) {
    if (why != omission) {
      flushOmissions();
      omission = why;
    }
    omitted++;
  }

  private void flushOmissions() {
    if (omitted > 0) {
      omission.count(omissions, omitted);
      omitted = 0;
    }
  }

  private void endUnmoved(Haul holder) {
    BitSet known = movedPlaces();
    for (int place = known.nextClearBit(0);
        place < places.length;
        place = known.nextClearBit(place + 1)) {
      gone(holder, places[place]);
    }
  }

  private void gone(Haul holder, Object outcome) {
    if (outcome instanceof Series series) {
      ended(holder, series);
      holder.leaving.add(series);
      eased |= changed == null || !holder.present.has(series);
    }
  }

  private void ended(Haul holder, Series series) {
    if (revived) {
      registry.table().ends(series);
    } else if (live) {
      registry.ended(series, timeMillis, marked, holder);
    }
  }

  private void survey() {
    crowded = false;
    full = false;
    for (Object each : places) {
      crowded |= each == Omission.DUPLICATE;
      full |= each == Omission.MAX_SERIES;
    }
  }

  private BitSet movedPlaces() {
    BitSet known = moved;
    if (known == null) {
      known = new BitSet(places.length);
      moved = known;
    }
    return known;
  }

  private Haul hauling() {
    Haul holder = haul;
    if (holder == null) {
      throw new IllegalStateException("this run is over");
    }
    return holder;
  }
}
