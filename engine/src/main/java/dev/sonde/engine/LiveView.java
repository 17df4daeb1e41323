package dev.sonde.engine;

import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Stale;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest value of every series, in memory. Safe for all threads.
public final class LiveView {
  static final Comparator<Series> ORDER =
      Comparator.comparing(Series::name)
          .thenComparing((left, right) -> Labels.compare(left.labels(), right.labels()));

  private static final class Page {
    final @Nullable Series[] series = new Series[Pages.SIZE];
    final long[] times = new long[Pages.SIZE];
    final double[] values = new double[Pages.SIZE];
  }

  private final Families families;
  private final Pages<Page> pages = new Pages<>(Page::new);
  private int size;
  private Series[] order = new Series[0];
  private boolean orderStands = true;

  LiveView(Families families) {
    this.families = families;
  }

  /// Takes in what one of our own components measured: what was collected last stands. A stale
  /// marker takes its series out. Native histograms do not show: a page of text can't say them.
  synchronized void apply(Batch batch) {
    for (int row = 0; row < batch.size(); row++) {
      if (!batch.plain() && batch.histogram(row) != null) {
        continue;
      }
      show(batch.series(row), batch.time(row), batch.value(row));
    }
  }

  /// Takes in what others pushed: of each series the newest stands.
  synchronized void applyNewest(Batch batch) {
    for (int row = 0; row < batch.size(); row++) {
      Series series = batch.series(row);
      if (isNewest(series, batch.time(row)) && (batch.plain() || batch.histogram(row) == null)) {
        show(series, batch.time(row), batch.value(row));
      }
    }
  }

  private boolean isNewest(Series series, long time) {
    Page page = pages.find(series.index());
    int offset = Pages.offset(series.index());
    return page == null || page.series[offset] == null || page.times[offset] <= time;
  }

  private void show(Series series, long time, double value) {
    if (Stale.is(value)) {
      remove(series);
    } else {
      put(series, time, value);
    }
  }

  /// Takes series out that ended without a marker.
  synchronized void forget(List<Series> ended) {
    ended.forEach(this::remove);
  }

  /// Everything as it stands now, sorted by name and labels.
  public synchronized Snapshot snapshot() {
    if (!orderStands) {
      order = sorted();
      orderStands = true;
    }
    var times = new long[order.length];
    var values = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      Page page = pages.at(order[i].index());
      int offset = Pages.offset(order[i].index());
      times[i] = page.times[offset];
      values[i] = page.values[offset];
    }
    return new Snapshot(order, times, values, families);
  }

  /// How many series have a value.
  public synchronized int size() {
    return size;
  }

  private void put(Series series, long time, double value) {
    Page page = pages.find(series.index());
    int offset = Pages.offset(series.index());
    if (page == null || page.series[offset] == null) {
      page = pages.add(series.index());
      page.series[offset] = series;
      size++;
      orderStands = false;
    }
    page.times[offset] = time;
    page.values[offset] = value;
  }

  private void remove(Series series) {
    Page page = pages.find(series.index());
    int offset = Pages.offset(series.index());
    if (page != null && page.series[offset] != null) {
      page.series[offset] = null;
      pages.remove(series.index());
      size--;
      orderStands = false;
    }
  }

  private Series[] sorted() {
    var all = new Series[size];
    int[] at = {0};
    pages.forEach(page -> {
      for (Series series : page.series) {
        if (series != null) {
          all[at[0]++] = series;
        }
      }
    });
    Arrays.sort(all, ORDER);
    return all;
  }
}
