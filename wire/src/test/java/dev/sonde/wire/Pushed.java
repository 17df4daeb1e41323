package dev.sonde.wire;

import static java.util.Objects.requireNonNull;

import dev.sonde.api.Appended;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.Series;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// A push that keeps what it is given, with limits on time as the real one has them.
public final class Pushed implements Push {
  /// What its clock says.
  public static final long NOW = 1_767_225_600_000L;

  private static final long AHEAD = 600_000;

  private final Map<String, Place> slots = new HashMap<>();

  /// What was recorded, in order.
  public final List<Sample> samples = new ArrayList<>();

  private final Map<String, Family> families = new TreeMap<>();

  /// What was refused, by reason.
  public final Map<String, Integer> refused = new TreeMap<>();

  /// How many are kept out.
  public int keptOut;

  /// How often somebody was asked what a series is.
  public int asked;

  /// How often a slot of an earlier push was used again.
  public int again;

  private boolean taken;

  private record Place(Series series) implements Slot {}

  /// One sample.
  public static final class Sample {
    private final Series series;
    private final double value;
    private final long time;
    private final List<Extra> extras = new ArrayList<>();

    Sample(Series series, double value, long time) {
      this.series = series;
      this.value = value;
      this.time = time;
    }

    public String series() {
      return series.name() + series.labels();
    }

    public double value() {
      return value;
    }

    public long time() {
      return time;
    }

    public List<Extra> extras() {
      return extras;
    }

    /// `name{label="…"} value`, ` @milliseconds` unless it is now, ` # {…}` for texts.
    @Override
    public String toString() {
      var line = new StringBuilder(series()).append(' ').append(value);
      line.append(time == NOW ? "" : " @" + time);
      for (Extra each : extras) {
        line.append(each instanceof Exemplar exemplar ? " # " + exemplar.labels() : " # +");
      }
      return line.toString();
    }
  }

  @Override
  public long time() {
    return NOW;
  }

  @Override
  public Slot slot(SeriesKey key, Function<String, Family> about) {
    String flaw = key.flaw();
    if (!flaw.isEmpty()) {
      throw new AssertionError(flaw);
    }
    Labels labels = key.labels();
    String name = key.name();
    return slots.computeIfAbsent(
        name + labels,
        _ -> {
          asked++;
          families.putIfAbsent(name, about.apply(name));
          return new Place(new Series(name, labels, slots.size()));
        });
  }

  @Override
  public Slot again(Slot earlier) {
    again++;
    return new Place(((Place) earlier).series());
  }

  @Override
  public void describe(Family family) {
    families.put(family.name(), family);
  }

  @Override
  public boolean record(Slot slot, double value, long timeMillis) {
    taken = timeMillis >= 0 && timeMillis <= NOW + AHEAD;
    if (taken) {
      samples.add(new Sample(((Place) slot).series, value, timeMillis));
    } else {
      keptOut++;
    }
    return taken;
  }

  @Override
  public void attach(Extra extra) {
    if (taken) {
      samples.getLast().extras.add(extra);
    }
  }

  @Override
  public void refuse(String reason, int count) {
    refused.merge(reason, count, Integer::sum);
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Appended commit(Origin origin) {
    return Appended.ACCEPTED;
  }

  @Override
  public void close() {}

  /// What the numbers of a name are.
  public Kind kind(String name) {
    return requireNonNull(families.get(name), name).kind();
  }

  /// What was recorded, a line each.
  public List<String> lines() {
    return samples.stream().map(Sample::toString).toList();
  }
}
