package dev.sonde.collectors.exec;

import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Sheet;
import dev.sonde.api.Visit;
import java.util.ArrayList;
import java.util.List;

/// Runs of one member: keeps what its sheets show, and what stood where.
final class KeptVisit implements Visit {
  static final long TIME = 1_767_225_600_000L;

  private final KeptSheet page = new KeptSheet();
  private final KeptSheet report = new KeptSheet();

  @Override
  public long time() {
    return TIME;
  }

  @Override
  public KeptSheet page() {
    return page;
  }

  @Override
  public KeptSheet report() {
    return report;
  }

  /// One page, as the engine keeps it.
  static final class KeptSheet implements Sheet {
    private List<String> names = List.of();
    private List<String> next = new ArrayList<>();
    private List<String> values = new ArrayList<>();
    private List<String> shown = List.of();
    private int defined;

    /// What the last run showed, as `name{labels} value [time]`.
    List<String> shown() {
      return shown;
    }

    /// How many series the last run defined.
    int defined() {
      return defined;
    }

    @Override
    public boolean begin() {
      next = new ArrayList<>();
      values = new ArrayList<>();
      defined = 0;
      return names.isEmpty();
    }

    @Override
    public void again(int place, double value, long timeMillis) {
      take(place, names.get(place), value, timeMillis);
    }

    @Override
    public void moved(int place, int before, double value, long timeMillis) {
      take(place, names.get(before), value, timeMillis);
    }

    @Override
    public boolean define(int place, Family family, Labels labels, double value, long timeMillis) {
      defined++;
      take(place, family.name() + labels, value, timeMillis);
      return true;
    }

    @Override
    public void attach(Extra extra) {}

    @Override
    public void omit(int place, String reason, boolean intended) {
      throw new AssertionError("commands omit nothing");
    }

    @Override
    public void end(int places, boolean timedMarked) {
      if (places != next.size()) {
        throw new AssertionError(places + " places, but " + next);
      }
      names = next;
      shown = values;
    }

    @Override
    public void absent() {
      shown = List.of();
    }

    private void take(int place, String name, double value, long timeMillis) {
      if (place != next.size()) {
        throw new AssertionError("place " + place + " after " + next.size());
      }
      next.add(name);
      values.add(name + ' ' + value + (timeMillis == TIME ? "" : " " + timeMillis));
    }
  }
}
