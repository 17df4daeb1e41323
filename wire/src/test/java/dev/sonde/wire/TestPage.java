package dev.sonde.wire;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A page made by hand.
public final class TestPage implements Page {
  /// One row.
  public record Row(Series series, long time, double value) {}

  public static final long TIME = 1_700_000_000_123L;

  private final List<Row> rows = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Family> families = new HashMap<>();

  public TestPage family(String name, Kind kind, String unit, String help) {
    families.put(name, new Family(name, kind, unit, help));
    return this;
  }

  public TestPage add(String name, double value, String... labels) {
    return add(name, Labels.of(labels), value);
  }

  public TestPage add(String name, Labels labels, double value) {
    if (seen.add(name + labels)) {
      rows.add(new Row(new Series(name, labels, rows.size()), TIME, value));
    }
    return this;
  }

  public TestPage set(int row, double value) {
    rows.set(row, new Row(rows.get(row).series(), TIME, value));
    return this;
  }

  public List<Row> rows() {
    return List.copyOf(rows);
  }

  public List<Family> families() {
    return List.copyOf(families.values());
  }

  public String text() {
    return written(Exposition.prometheus(false));
  }

  public String openMetrics() {
    return written(Exposition.openMetrics(false));
  }

  public String written(Exposition exposition) {
    var sink = new ByteSink();
    exposition.write(this, sink);
    return sink.toString();
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public Series series(int row) {
    return rows.get(row).series();
  }

  @Override
  public long time(int row) {
    return rows.get(row).time();
  }

  @Override
  public double value(int row) {
    return rows.get(row).value();
  }

  @Override
  public @Nullable Family family(String name) {
    return families.get(name);
  }
}
