package dev.sonde.stores.embedded;

import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Span;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Thins out days whose samples are about to become too old.
final class Thinner {
  private static final long AHEAD_MILLIS = TimeUnit.HOURS.toMillis(1);
  private static final long PAUSE_NANOS = TimeUnit.HOURS.toNanos(1);

  private final EmbeddedConfig config;
  private final Time time;
  private final SteadyClock clock;
  private final Vault vault;
  private final Map<Integer, Long> done = new HashMap<>();

  Thinner(EmbeddedConfig config, Time time, SteadyClock clock, Vault vault) {
    this.config = config;
    this.time = time;
    this.clock = clock;
    this.vault = vault;
  }

  /// The oldest day that is due.
  ///
  /// @return whether there is one
  boolean thin(Collection<DayState> days) throws IOException, InterruptedException {
    if (!config.thins()) {
      return false;
    }
    done.values().removeIf(each -> time.nanos() - each > PAUSE_NANOS);
    long needed = config.oldest(clock.now()) + AHEAD_MILLIS;
    Optional<DayState> due =
        days.stream()
            .filter(each -> each.whole() && each.thin() != DayState.Thin.ALL)
            .filter(each -> Windows.dayStart(each.day()) <= needed)
            .filter(each -> !done.containsKey(each.day()))
            .findFirst();
    if (due.isPresent()) {
      thin(due.get());
    }
    return due.isPresent();
  }

  /// This day.
  void thin(DayState day) throws IOException, InterruptedException {
    long before = vault.write("thin out", (_, intake) -> intake.rows(day.day()));
    try (Lease lease = vault.lease()) {
      thin(lease, day);
    }
    vault.write(
        "thin out",
        (link, intake) -> {
          boolean all = intake.rows(day.day()) == before;
          DayState.Thin state = all ? DayState.Thin.ALL : DayState.Thin.LACKING;
          link.change("UPDATE day SET thin = ? WHERE day = ?", state.code(), day.day());
          intake.forget(link);
          return true;
        });
    done.put(day.day(), time.nanos());
  }

  private void thin(Lease lease, DayState day) throws IOException, InterruptedException {
    List<Long> series =
        lease.work(
            "thin out",
            link -> link.all(row -> row.getLong(1), "SELECT series FROM " + day.seen()));
    for (int from = 0; from < series.size(); from += Heads.FEW) {
      List<Long> group = series.subList(from, Math.min(series.size(), from + Heads.FEW));
      List<Blob> thinned = lease.work("thin out", link -> thinned(link, day, group));
      vault.write(
          "store what is thinned out",
          (link, _) -> Blob.put(link, day.thinned(), "series", thinned));
    }
  }

  private List<Blob> thinned(Link link, DayState day, List<Long> group)
      throws SQLException, InterruptedException {
    long start = Windows.dayStart(day.day());
    Scope scope =
        Scope.of(link, new Span(start - History.REACH_MILLIS, start + Windows.DAY_MILLIS));
    var heads = new Heads(vault);
    heads.gather(link, scope, group.stream().mapToLong(Long::longValue).toArray());
    var sieve = new Sieve(start);
    var chunks = new Chunks(vault);
    var blobs = new ArrayList<Blob>();
    for (int i = 0; i < group.size(); i++) {
      sieve.begin();
      for (long window : scope.windows()) {
        DayState of = scope.days().get(Windows.dayOf(window));
        if (of != null) {
          Columns all = chunks.of(link, of, window, group.get(i), heads.of(i));
          sieve.add(all, all.firstFrom(scope.span().fromMillis()));
        }
      }
      ThinDay thin = withRest(link, day, group.get(i), sieve.end());
      if (thin.size() > 0) {
        blobs.add(new Blob(group.get(i), thin.write(group.get(i), day.day())));
      }
    }
    return blobs;
  }

  /// With what was thinned out before, if that is more: samples may have been dropped since.
  private ThinDay withRest(Link link, DayState day, long series, ThinDay newer)
      throws SQLException {
    if (day.thin() == DayState.Thin.NONE || newer.size() == 0) {
      return newer;
    }
    try (ResultSet rows =
        link.with("SELECT blob FROM " + day.thinned() + " WHERE series = ?", series)
            .executeQuery()) {
      if (rows.next()) {
        var older = new ThinDay();
        older.read(Link.bytes(rows, 1), series, day.day());
        return newer.with(older);
      }
    } catch (Damage e) {
      vault.note(day.thinned() + " row " + series, e);
    }
    return newer;
  }
}
