package dev.sonde.stores.embedded;

import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One query on its way through series and windows; it stops wherever a page is full and goes on
/// from there. For one thread at a time.
final class Query {
  /// How many windows are looked at before the page goes, full or not.
  private static final int SOME = 2048;

  private final Vault vault;
  private final Plan plan;
  private final Answering answering;
  private final Heads heads;
  private final Chunks chunks;
  private final ThinDay thinDay = new ThinDay();
  private final ThinWindow thinWindow = new ThinWindow();
  private @Nullable Walk walk;
  private List<SeriesRow> group = List.of();
  private int place;
  private int step;

  /// What is asked.
  ///
  /// @param span where samples as they came are of interest
  /// @param thin where thinned-out ones are; before all of the span
  /// @param backwards the newest window first?
  record Plan(Selection which, Span span, Span thin, boolean backwards) {}

  /// Where it goes.
  private record Walk(
      Scope scope, List<Long> windows, List<DayState> thin, Search search, int most) {}

  Query(Vault vault, Plan plan, Answering answering) {
    this.vault = vault;
    this.plan = plan;
    this.answering = answering;
    this.heads = new Heads(vault);
    this.chunks = new Chunks(vault);
  }

  /// Goes on until the page is full.
  ///
  /// @return whether there may be more
  boolean fill(Link link, Page page) throws SQLException, InterruptedException {
    Walk known = walk;
    Walk here = known == null ? begun(link) : known;
    walk = here;
    for (int done = 0; done < SOME && !page.isFull(); done++) {
      if (place == group.size() && !nextGroup(link, here)) {
        return false;
      }
      advance(link, here, page);
    }
    return true;
  }

  private Walk begun(Link link) throws SQLException {
    Scope scope = Scope.of(link, plan.span());
    List<DayState> thin =
        scope.touched(plan.thin()).stream()
            .filter(each -> each.thin() != DayState.Thin.NONE)
            .toList();
    BitSet seen = Scope.seen(link, scope.whole());
    seen.or(Scope.seen(link, thin));
    return new Walk(
        scope,
        scope.windows(),
        thin,
        new Search(vault, link, plan.which(), seen),
        Heads.fit(link, scope));
  }

  private boolean nextGroup(Link link, Walk here) throws SQLException, InterruptedException {
    group = here.search().next(link, here.most());
    if (!group.isEmpty()) {
      heads.gather(link, here.scope(), group.stream().mapToLong(SeriesRow::id).toArray());
    }
    place = 0;
    step = 0;
    return !group.isEmpty();
  }

  /// One window of one series, or its end.
  private void advance(Link link, Walk here, Page page) throws SQLException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    SeriesRow series = group.get(place);
    if (step == 0) {
      page.begin(series);
      answering.begin();
      thin(link, here, series, page);
    }
    if (step < here.windows().size() && window(link, here, series, page)) {
      step++;
    } else {
      answering.end(page);
      place++;
      step = 0;
    }
  }

  private boolean window(Link link, Walk here, SeriesRow series, Page page) throws SQLException {
    int last = here.windows().size() - 1;
    long window = here.windows().get(plan.backwards() ? last - step : step);
    DayState day = here.scope().days().get(Windows.dayOf(window));
    if (day == null) {
      return true;
    }
    Columns all = chunks.of(link, day, window, series.id(), heads.of(place));
    int from = all.firstFrom(plan.span().fromMillis());
    int to = all.firstFrom(plan.span().toMillis());
    return answering.samples(all, from, to, page);
  }

  private void thin(Link link, Walk here, SeriesRow series, Page page) throws SQLException {
    for (DayState each : here.thin()) {
      try (ResultSet rows =
          link.with("SELECT blob FROM " + each.thinned() + " WHERE series = ?", series.id())
              .executeQuery()) {
        if (rows.next()) {
          thinDay.read(Link.bytes(rows, 1), series.id(), each.day());
          thin(page);
        }
      } catch (Damage e) {
        vault.note(each.thinned() + " row " + series.id(), e);
      }
    }
  }

  private void thin(Page page) {
    for (int i = 0; i < thinDay.size(); i++) {
      if (plan.thin().has(thinDay.time(i))) {
        thinDay.load(i, thinWindow);
        answering.thin(thinDay.time(i), thinWindow, page);
      }
    }
  }
}
