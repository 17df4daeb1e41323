package dev.sonde.stores.postgres;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Series that have a sample in a span. Which have one on a day is written down; so only a day that
/// is not whole, the oldest one, has to be looked into, for those that are on no other.
final class Present {
  private Present() {}

  static List<Wanted> of(Connection connection, Selection which, Span when)
      throws SQLException, IOException {
    long whole = Math.ceilDiv(when.fromMillis(), Days.MILLIS) * Days.MILLIS;
    if (whole == when.fromMillis() || when.isEmpty()) {
      return Wanted.of(connection, which, when);
    }
    List<Wanted> all = Wanted.of(connection, which, when);
    Set<Wanted> sure = new HashSet<>(Wanted.of(connection, which, when.since(whole)));
    List<Wanted> unsure = new ArrayList<>(all);
    unsure.removeIf(sure::contains);
    Span broken = new Span(when.fromMillis(), Math.min(whole, when.toMillis()));
    new Newest(connection, broken, true).answer(unsure, new Taken(unsure, sure));
    all.removeIf(each -> !sure.contains(each));
    return all;
  }

  /// They come in the order in which they were asked for.
  private static final class Taken implements Points {
    private final List<Wanted> asked;
    private final Set<Wanted> found;
    private int at;

    Taken(List<Wanted> asked, Set<Wanted> found) {
      this.asked = asked;
      this.found = found;
    }

    @Override
    public boolean series(String name, Labels labels) {
      while (!asked.get(at).name().equals(name) || !asked.get(at).labels().equals(labels)) {
        at++;
      }
      found.add(asked.get(at));
      return true;
    }

    @Override
    public boolean point(long timeMillis, double value) {
      return true;
    }
  }
}
