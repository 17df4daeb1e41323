package dev.sonde.stores.postgres;

import dev.sonde.api.store.Points;
import dev.sonde.api.store.Span;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the samples of many series, in the order of the answer.
///
/// # Implementation notes
///
/// One series is handed on as it comes. Several are read at a time, so many that they have about
/// [#POINTS] points, going by those before; when they turn out to have twice as many, fewer are
/// tried. Few of a layout are read from the copies, many from the rows, which have all of them.
final class Reading {
  private static final int POINTS = 500_000;
  private static final int MOST = 4096;
  private static final int GROWTH = 4;
  private static final int FEW = 40;

  private final Rows rows;
  private final Tracks tracks;
  private final Span when;
  private final Points each;
  private long points;

  Reading(Connection connection, Span when, Points each) {
    this.rows = new Rows(connection);
    this.tracks = new Tracks(connection, rows);
    this.when = when;
    this.each = each;
  }

  /// Every sample.
  void samples(List<Wanted> wanted) throws SQLException, IOException {
    int at = 0;
    int count = 1;
    while (at < wanted.size()) {
      int to = Math.min(wanted.size(), at + count);
      List<Asked> asked = samples(wanted.subList(at, to), to - at == 1);
      if (asked == null) {
        count = Math.max(1, (to - at) / GROWTH);
      } else if (!tell(asked)) {
        return;
      } else {
        long typical = 1L + points / (to - at);
        count = (int) Math.clamp(POINTS / typical, 1, Math.min(MOST, (long) GROWTH * count));
        at = to;
      }
    }
  }

  /// What is made of the samples.
  ///
  /// @param sinks makes what makes it
  /// @param most how many points a series can have
  void folds(List<Wanted> wanted, Supplier<Sink> sinks, int most) throws SQLException, IOException {
    int count = Math.clamp(POINTS / most, 1, MOST);
    for (int at = 0; at < wanted.size(); at += count) {
      var asked = new ArrayList<Asked>();
      for (Wanted of : wanted.subList(at, Math.min(wanted.size(), at + count))) {
        asked.add(new Asked(of, sinks.get()));
      }
      read(asked, Long.MAX_VALUE);
      if (!tell(asked)) {
        return;
      }
    }
  }

  /// Null when there are too many for this number of series.
  private @Nullable List<Asked> samples(List<Wanted> wanted, boolean single)
      throws SQLException, IOException {
    var asked = new ArrayList<Asked>();
    for (Wanted of : wanted) {
      asked.add(new Asked(of, single ? new Straight(of, each) : new Kept()));
    }
    return read(asked, single ? Long.MAX_VALUE : 2 * POINTS) ? asked : null;
  }

  private boolean tell(List<Asked> asked) {
    for (Asked one : asked) {
      if (!tell(one)) {
        return false;
      }
    }
    return true;
  }

  private boolean tell(Asked one) {
    return one.sink() instanceof Straight
        ? one.sink().tell(each)
        : one.sink().size() == 0
            || (each.series(one.of().name(), one.of().labels()) && one.sink().tell(each));
  }

  /// False when there are more samples than that.
  private boolean read(List<Asked> asked, long most) throws SQLException, IOException {
    points = 0;
    Map<Integer, List<Asked>> byLayout = new TreeMap<>();
    for (Asked one : asked) {
      byLayout.computeIfAbsent(one.of().layout(), _ -> new ArrayList<>()).add(one);
    }
    for (Map.Entry<Integer, List<Asked>> layout : byLayout.entrySet()) {
      long passed = read(layout.getKey(), layout.getValue(), most - points);
      if (passed == Rows.ENOUGH) {
        return true;
      }
      points += passed;
      if (points > most) {
        return false;
      }
    }
    return true;
  }

  private long read(int layout, List<Asked> asked, long most) throws SQLException, IOException {
    return asked.size() > FEW
        ? rows.read(layout, asked, when, most)
        : tracks.read(layout, asked, when, most);
  }
}
