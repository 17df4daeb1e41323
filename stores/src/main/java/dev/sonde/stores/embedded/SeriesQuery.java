package dev.sonde.stores.embedded;

import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Series that have a sample on certain days. For one thread at a time.
///
/// # Implementation notes
///
/// The index of each day says so. Only of the day in which the retention begins, samples must be
/// looked at, and only for series that no later day has.
final class SeriesQuery {
  private static final int SOME = 256;

  private final Vault vault;
  private final Selection which;
  private final Span days;
  private final long oldest;
  private final long oldestThin;
  private final Heads heads;
  private final Chunks chunks;
  private BitSet certain = new BitSet();
  private @Nullable Search search;
  private @Nullable Scope edge;

  /// @param days from midnight to midnight
  SeriesQuery(Vault vault, Selection which, Span days, EmbeddedConfig config, long now) {
    this.vault = vault;
    this.which = which;
    this.days = days;
    this.oldest = config.oldest(now);
    this.oldestThin = config.oldestThin(now);
    this.heads = new Heads(vault);
    this.chunks = new Chunks(vault);
  }

  /// @return none at the end
  List<SeriesRow> next(Link link) throws SQLException, InterruptedException {
    Search known = search;
    Search here = known == null ? begun(link) : known;
    search = here;
    var some = new ArrayList<SeriesRow>();
    List<SeriesRow> group;
    do {
      group = here.next(link, SOME);
      for (SeriesRow each : group) {
        if (certain.get((int) each.id()) || isAtEdge(link, each)) {
          some.add(each);
        }
      }
    } while (some.isEmpty() && !group.isEmpty());
    return some;
  }

  private Search begun(Link link) throws SQLException {
    Scope scope = Scope.of(link, days);
    var sure = new ArrayList<DayState>();
    var unsure = new ArrayList<DayState>();
    for (DayState each : scope.touched(days)) {
      boolean thinned = each.thin() != DayState.Thin.NONE;
      long start = Windows.dayStart(each.day());
      if ((each.whole() && start >= oldest) || (thinned && start >= oldestThin)) {
        sure.add(each);
      } else if (each.whole() && start + Windows.DAY_MILLIS > oldest) {
        unsure.add(each);
      }
    }
    certain = Scope.seen(link, sure);
    BitSet all = Scope.seen(link, unsure);
    if (!all.isEmpty()) {
      long end = Windows.dayStart(unsure.getLast().day()) + Windows.DAY_MILLIS;
      edge = new Scope(scope.days(), new Span(oldest, end));
    }
    all.or(certain);
    return new Search(vault, link, which, all);
  }

  private boolean isAtEdge(Link link, SeriesRow series) throws SQLException, InterruptedException {
    Scope scope = edge;
    if (scope == null) {
      return false;
    }
    heads.gather(link, scope, series.id());
    for (long window : scope.windows()) {
      DayState day = scope.days().get(Windows.dayOf(window));
      if (day != null) {
        Columns all = chunks.of(link, day, window, series.id(), heads.of(0));
        if (all.firstFrom(oldest) < all.size()) {
          return true;
        }
      }
    }
    return false;
  }
}
