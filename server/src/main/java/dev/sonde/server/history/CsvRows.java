package dev.sonde.server.history;

import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Steps;
import java.util.Optional;

/// `1767225600000,"up","job=""a""",1`: a row for each sample, or for each step; no value where a
/// series ends, or a step has none.
final class CsvRows implements Points {
  private final Output out;
  private final Optional<Steps> steps;
  private byte[] identity = {};
  private boolean open;
  private int next;

  CsvRows(Output out, Optional<Steps> steps) {
    this.out = out;
    this.steps = steps;
  }

  @Override
  public boolean series(String name, Labels labels) {
    end();
    identity = Csv.identity(name, labels);
    open = true;
    next = 0;
    return out.series();
  }

  @Override
  public boolean point(long timeMillis, double value) {
    boolean more = steps.isEmpty() || fill(steps.get(), steps.get().of(timeMillis));
    next++;
    return row(timeMillis, value) && more;
  }

  /// Ends the last series.
  void end() {
    if (open && steps.isPresent()) {
      fill(steps.get(), steps.get().count());
    }
    open = false;
  }

  private boolean fill(Steps grid, int until) {
    boolean more = true;
    for (; next < until; next++) {
      more = row(grid.start(next), Stale.marker());
    }
    return more;
  }

  private boolean row(long timeMillis, double value) {
    out.bytes().number(timeMillis);
    out.bytes().put(identity);
    if (!Stale.is(value)) {
      out.bytes().number(value);
    }
    out.bytes().put('\n');
    return out.point();
  }
}
