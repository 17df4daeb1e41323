package dev.sonde.stores.embedded;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Time;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// # Implementation notes
///
/// A query reads on a thread for blocking calls, a page at a time, and hands the page out on the
/// thread that asked: who takes an answer may take it slowly.
final class EmbeddedHistory implements History {
  private static final Span NO_SPAN = new Span(0, 0);

  private final EmbeddedConfig config;
  private final Time time;
  private final Vault vault;

  EmbeddedHistory(EmbeddedConfig config, Time time, Vault vault) {
    this.config = config;
    this.time = time;
    this.vault = vault;
  }

  @Override
  public void series(Selection which, Span when, Found each)
      throws IOException, InterruptedException {
    if (when.isEmpty()) {
      return;
    }
    try (Lease lease = vault.lease()) {
      var query = new SeriesQuery(vault, which, days(when), config, time.wallMillis());
      List<SeriesRow> some = lease.work("list series", query::next);
      while (!some.isEmpty()) {
        for (SeriesRow one : some) {
          if (!each.series(one.name(), one.labels())) {
            return;
          }
        }
        some = lease.work("list series", query::next);
      }
    }
  }

  private static Span days(Span when) {
    long first = Math.floorDiv(when.fromMillis(), Windows.DAY_MILLIS);
    long last = Math.ceilDiv(when.toMillis(), Windows.DAY_MILLIS);
    return new Span(
        Math.max(first, Long.MIN_VALUE / Windows.DAY_MILLIS) * Windows.DAY_MILLIS,
        Math.min(last, Long.MAX_VALUE / Windows.DAY_MILLIS) * Windows.DAY_MILLIS);
  }

  @Override
  public void latest(Selection which, Span when, Points each)
      throws IOException, InterruptedException {
    answer(new Query.Plan(which, kept(when), NO_SPAN, true), new NewestAnswering(), each);
  }

  @Override
  public void samples(Selection which, Span when, Points each)
      throws IOException, InterruptedException {
    answer(new Query.Plan(which, kept(when), NO_SPAN, false), new SampleAnswering(), each);
  }

  private Span kept(Span when) {
    return when.since(config.oldest(time.wallMillis()));
  }

  @Override
  public void steps(Selection which, Steps steps, Fold fold, Points each)
      throws IOException, InterruptedException {
    try (Lease lease = vault.lease()) {
      long gone = lease.work("query", link -> DayState.wholeFrom(DayState.all(link)));
      answer(lease, stepQuery(which, steps, fold, gone), each);
    }
  }

  /// Thinned-out samples end where a span of theirs does; whole ones begin there, and a little
  /// before, as a pair may lie on both sides.
  private Query stepQuery(Selection which, Steps steps, Fold fold, long gone) {
    long now = time.wallMillis();
    long oldest = Math.max(config.oldest(now), gone);
    long whole = config.thins() ? Math.ceilDiv(oldest, ThinDay.MILLIS) * ThinDay.MILLIS : oldest;
    Span asked = steps.span();
    Span thin = config.thins() ? until(asked.since(config.oldestThin(now)), whole) : NO_SPAN;
    long first = asked.since(whole).fromMillis();
    long reached = first - REACH_MILLIS;
    long from = Math.min(config.thins() ? reached : Math.max(oldest, reached), asked.toMillis());
    Span span = first < asked.toMillis() ? new Span(from, asked.toMillis()) : NO_SPAN;
    return new Query(
        vault, new Query.Plan(which, span, thin, false), new StepAnswering(steps, fold, first));
  }

  private static Span until(Span span, long end) {
    long to = Math.min(span.toMillis(), end);
    return new Span(Math.min(span.fromMillis(), to), to);
  }

  private void answer(Query.Plan plan, Answering answering, Points each)
      throws IOException, InterruptedException {
    if (!plan.span().isEmpty()) {
      try (Lease lease = vault.lease()) {
        answer(lease, new Query(vault, plan, answering), each);
      }
    }
  }

  private static void answer(Lease lease, Query query, Points each)
      throws IOException, InterruptedException {
    var page = new Page();
    boolean more = true;
    while (more) {
      more = lease.work("query", link -> query.fill(link, page));
      more = page.deliver(each) && more;
      page.clear();
    }
  }

  @Override
  public Optional<Family> family(String name) throws IOException, InterruptedException {
    try (Lease lease = vault.lease()) {
      return lease
          .work(
              "look up a family",
              link ->
                  link.all(
                      row -> family(name, row),
                      "SELECT kind, unit, help FROM family WHERE name = ?",
                      (Object) name.getBytes(StandardCharsets.UTF_8)))
          .stream()
          .findFirst();
    }
  }

  private static Family family(String name, ResultSet row) throws SQLException {
    Kind kind = Kind.UNKNOWN;
    for (Kind each : Kind.values()) {
      kind = each.name().equals(Link.text(row, 1)) ? each : kind;
    }
    return new Family(name, kind, Link.text(row, 2), Link.text(row, 3));
  }
}
