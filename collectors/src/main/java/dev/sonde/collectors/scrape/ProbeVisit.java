package dev.sonde.collectors.scrape;

import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Sheet;
import dev.sonde.api.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A single run: everything is defined, nothing is remembered.
final class ProbeVisit implements Visit {
  private final long time;
  private final Lines page = new Lines();
  private final Lines report = new Lines();

  ProbeVisit(long time) {
    this.time = time;
  }

  List<Probed.Line> lines() {
    var all = new ArrayList<>(page.lines.values());
    all.addAll(report.lines.values());
    return all;
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public Sheet page() {
    return page;
  }

  @Override
  public Sheet report() {
    return report;
  }

  private static final class Lines implements Sheet {
    private record Series(String name, Labels labels) {}

    private final Map<Series, Probed.Line> lines = new LinkedHashMap<>();

    @Override
    public boolean begin() {
      lines.clear();
      return true;
    }

    @Override
    public void again(int place, double value, long timeMillis) {
      throw new IllegalStateException("nothing stood there");
    }

    @Override
    public void moved(int place, int before, double value, long timeMillis) {
      throw new IllegalStateException("nothing stood there");
    }

    @Override
    public boolean define(int place, Family family, Labels labels, double value, long timeMillis) {
      var line = new Probed.Line(family, labels, value, timeMillis);
      return lines.putIfAbsent(new Series(family.name(), labels), line) == null;
    }

    @Override
    public void attach(Extra extra) {}

    @Override
    public void omit(int place, String reason, boolean intended) {}

    @Override
    public void end(int places, boolean timedMarked) {}

    @Override
    public void absent() {
      lines.clear();
    }
  }
}
