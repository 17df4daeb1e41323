package dev.sonde.stores.embedded;

import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drops what is too old or too much: at most one day in one go, so that a clock that jumps costs
/// little before somebody sees it.
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.stores.embedded");
  private static final int SERIES_AT_A_TIME = 1000;

  private final EmbeddedConfig config;
  private final Time time;
  private final Vault vault;
  private final Thinner thinner;

  Retention(EmbeddedConfig config, Time time, Vault vault, Thinner thinner) {
    this.config = config;
    this.time = time;
    this.vault = vault;
    this.thinner = thinner;
  }

  void drop(Due due) throws IOException, InterruptedException {
    long now = time.wallMillis();
    NavigableMap<Integer, DayState> days = due.days();
    Optional<DayState> thin =
        days.values().stream()
            .filter(each -> !each.whole() && end(each) <= config.oldestThin(now))
            .findFirst();
    Optional<DayState> whole =
        days.values().stream()
            .filter(each -> each.whole() && lastUse(each) <= config.oldest(now))
            .findFirst();
    if (thin.isPresent()) {
      dropAll(thin.get());
    } else if (whole.isPresent()) {
      dropWhole(whole.get());
    } else {
      shrink(due, Windows.day(now));
    }
  }

  private static long end(DayState day) {
    return Windows.dayStart(day.day()) + Windows.DAY_MILLIS;
  }

  /// Of its last samples the next day's may be neighbours, though they are too old by themselves.
  private long lastUse(DayState day) {
    return end(day) + (config.thins() ? History.REACH_MILLIS : 0);
  }

  private void dropWhole(DayState day) throws IOException, InterruptedException {
    if (!config.thins() || end(day) <= config.oldestThin(time.wallMillis())) {
      dropAll(day);
      return;
    }
    if (day.thin() != DayState.Thin.ALL) {
      thinner.thin(day);
    }
    vault.write(
        "drop a day",
        (link, intake) -> {
          dropTables(link, List.of(day.head(), day.chunks()));
          link.change("UPDATE day SET whole = 0 WHERE day = ?", day.day());
          intake.forget(link);
          return true;
        });
  }

  private static void dropTables(Link link, List<String> tables) throws SQLException {
    for (String each : tables) {
      link.run("DROP TABLE IF EXISTS " + each);
    }
  }

  private void dropAll(DayState day) throws IOException, InterruptedException {
    dropSeries(day);
    vault.write(
        "drop a day",
        (link, intake) -> {
          dropTables(link, List.of(day.head(), day.chunks(), day.thinned(), day.seen()));
          link.change("DELETE FROM day WHERE day = ?", day.day());
          intake.forget(link);
          return true;
        });
  }

  /// Forgets series that no other day has, some at a time.
  private void dropSeries(DayState day) throws IOException, InterruptedException {
    long from = 0;
    while (from >= 0) {
      long after = from;
      from =
          vault.write(
              "forget series",
              (link, intake) -> {
                long last = dropSeries(link, day, after);
                intake.forget(link);
                return last;
              });
    }
  }

  private static long dropSeries(Link link, DayState day, long after) throws SQLException {
    var unused = new StringBuilder();
    for (DayState each : DayState.all(link).values()) {
      if (each.day() != day.day()) {
        unused.append(" AND id NOT IN (SELECT series FROM ").append(each.seen()).append(')');
      }
    }
    String some = "SELECT series FROM " + day.seen() + " WHERE series > ? ";
    long last =
        link.number(
            -1,
            "SELECT max(series) FROM (" + some + "ORDER BY series LIMIT ?)",
            after,
            SERIES_AT_A_TIME);
    link.change(
        "DELETE FROM series WHERE id IN (" + some + "AND series <= ?)" + unused, after, last);
    return last;
  }

  /// Drops the oldest day while there is too much: whole ones first, then thinned-out ones; the
  /// current day stays.
  private void shrink(Due due, int today) throws IOException, InterruptedException {
    long used = due.used();
    if (used <= config.maxSize()) {
      return;
    }
    List<DayState> past = List.copyOf(due.days().headMap(today, false).values());
    Optional<DayState> whole = past.stream().filter(DayState::whole).findFirst();
    Optional<DayState> victim = whole.or(() -> past.stream().findFirst());
    if (victim.isEmpty()) {
      LOG.warn("this day's history takes {} bytes already, more than max_size; raise it", used);
      return;
    }
    LOG.warn(
        "the history takes {} bytes, more than max_size: {} is dropped",
        used,
        Windows.name(victim.get().day()));
    if (whole.isPresent()) {
      dropWhole(victim.get());
    } else {
      dropAll(victim.get());
    }
  }
}
