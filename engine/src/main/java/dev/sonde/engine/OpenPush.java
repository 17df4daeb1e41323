package dev.sonde.engine;

import dev.sonde.api.Appended;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Note;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.PushAccount;
import dev.sonde.api.Series;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One push on its way in.
final class OpenPush implements Push {
  private static final long AHEAD_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Inlet inlet;
  private final Tenant tenant;
  private final Pipeline pipeline;
  private final Haul haul;
  private final long startNanos;
  private final long timeMillis;
  private @Nullable PushedSeries last;
  private boolean taken;
  private boolean accepted;
  private boolean committed;
  private boolean closed;

  OpenPush(Inlet inlet, Tenant tenant, Pipeline pipeline, Haul haul, long nanos, long millis) {
    this.inlet = inlet;
    this.tenant = tenant;
    this.pipeline = pipeline;
    this.haul = haul;
    this.startNanos = nanos;
    this.timeMillis = millis;
  }

  @Override
  public long time() {
    return timeMillis;
  }

  @Override
  public Slot slot(SeriesKey key, Function<String, Family> about) {
    long first = key.hash(inlet.hash().first());
    long second = key.hash(inlet.hash().second());
    return tenant.slot(key, first, second, about, pipeline, startNanos);
  }

  @Override
  public Slot again(Slot earlier) {
    if (!(earlier instanceof PushedSeries series)) {
      throw new IllegalArgumentException("this slot is no caller's");
    }
    return tenant.again(series, pipeline, startNanos);
  }

  @Override
  public @Nullable Slot recall(long mark) {
    PushedSeries known = tenant.recall(last, mark, pipeline, startNanos);
    last = known == null ? last : known;
    return known;
  }

  @Override
  public void remember(Slot slot, long mark) {
    PushedSeries series = own(slot);
    last = tenant.remember(last, series, mark) ? series : last;
  }

  @Override
  public void describe(Family family) {
    inlet.describe(family);
  }

  @Override
  public boolean record(Slot slot, double value, long time) {
    refuseWhenOver();
    Object outcome = outcome(own(slot), time);
    taken = outcome instanceof Series;
    if (outcome instanceof Series series) {
      haul.tally.received(1);
      haul.batch.add(series, time, value);
    } else if (outcome instanceof Omission omission) {
      omission.count(haul.tally, 1);
    }
    return taken;
  }

  @Override
  public void attach(Extra extra) {
    refuseWhenOver();
    if (taken) {
      haul.batch.attach(extra);
    }
  }

  @Override
  public void note(Note note) {
    refuseWhenOver();
    haul.notes.add(note);
  }

  @Override
  public void refuse(String reason, int samples) {
    refuseWhenOver();
    haul.tally.received(samples);
    haul.tally.refused(reason, samples);
  }

  @Override
  public int size() {
    return haul.batch.size();
  }

  @Override
  public Appended commit(Origin origin) {
    refuseWhenOver();
    committed = true;
    Appended answer = inlet.take(haul, origin, startNanos);
    accepted = answer instanceof Appended.Accepted;
    return answer;
  }

  @Override
  public PushAccount account() {
    if (closed) {
      throw new IllegalStateException("this push is over");
    }
    return haul.tally.account(accepted ? size() : 0, newest());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      inlet.end(haul, committed);
    }
  }

  private OptionalLong newest() {
    long newest = Long.MIN_VALUE;
    for (int row = 0; row < size(); row++) {
      newest = Math.max(newest, haul.batch.time(row));
    }
    return size() == 0 ? OptionalLong.empty() : OptionalLong.of(newest);
  }

  private Object outcome(PushedSeries series, long time) {
    if (time > timeMillis + AHEAD_MILLIS) {
      return Omission.AHEAD;
    }
    return time < 0 ? Omission.BEHIND : series.outcome;
  }

  private PushedSeries own(Slot slot) {
    if (!(slot instanceof PushedSeries series) || series.owner != tenant) {
      throw new IllegalArgumentException("this slot belongs to another caller");
    }
    return series;
  }

  private void refuseWhenOver() {
    if (committed || closed) {
      throw new IllegalStateException("this push is over");
    }
  }
}
