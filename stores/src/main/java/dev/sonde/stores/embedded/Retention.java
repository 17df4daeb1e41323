package dev.sonde.stores.embedded;

import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drops what is too old or too much: at most one day in one go, so that a clock that jumps costs
/// little before somebody sees it.
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.stores.embedded");
  private static final long QUIET_NANOS = TimeUnit.HOURS.toNanos(1);

  private final EmbeddedConfig config;
  private final Time time;
  private final SteadyClock clock;
  private final Vault vault;
  private final Thinner thinner;
  private final Dropping dropping;
  private Optional<Long> said = Optional.empty();

  Retention(EmbeddedConfig config, Time time, SteadyClock clock, Vault vault, Thinner thinner) {
    this.config = config;
    this.time = time;
    this.clock = clock;
    this.vault = vault;
    this.thinner = thinner;
    this.dropping = new Dropping(vault);
  }

  void drop(Due due) throws IOException, InterruptedException {
    long now = clock.now();
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
      dropping.all(thin.get());
    } else if (whole.isPresent()) {
      dropWhole(whole.get(), now);
    } else if (!days.isEmpty() && due.used() > config.maxSize()) {
      shrink(days, Windows.day(now), now);
    }
  }

  private static long end(DayState day) {
    return Windows.dayStart(day.day()) + Windows.DAY_MILLIS;
  }

  /// Of its last samples the next day's may be neighbours, though they are too old by themselves.
  private long lastUse(DayState day) {
    return end(day) + (config.thins() ? History.REACH_MILLIS : 0);
  }

  private void dropWhole(DayState day, long now) throws IOException, InterruptedException {
    if (!config.thins() || end(day) <= config.oldestThin(now)) {
      dropping.all(day);
      return;
    }
    if (day.thin() != DayState.Thin.ALL) {
      thinner.thin(day);
    }
    dropping.whole(day);
  }

  /// Drops the oldest day while there is too much: whole ones first, then thinned-out ones; of the
  /// current day only as much as must go. Which day that is, a clock that is behind can't say; then
  /// it is the last one.
  private void shrink(NavigableMap<Integer, DayState> days, int today, long now)
      throws IOException, InterruptedException {
    List<DayState> all = List.copyOf(days.values());
    DayState current = days.getOrDefault(today, all.getLast());
    List<DayState> others = all.stream().filter(each -> each.day() != current.day()).toList();
    Optional<DayState> whole = others.stream().filter(DayState::whole).findFirst();
    Optional<DayState> victim = whole.or(() -> others.stream().findFirst());
    if (victim.isEmpty()) {
      shrink(current);
      return;
    }
    LOG.warn(
        "the history takes {} bytes, more than max_size: {} is dropped",
        used(),
        Windows.name(victim.get().day()));
    if (whole.isPresent()) {
      dropWhole(victim.get(), now);
    } else {
      dropping.all(victim.get());
    }
  }

  private void shrink(DayState day) throws IOException, InterruptedException {
    if (!day.whole()) {
      return;
    }
    long before = used();
    boolean more = true;
    while (more && used() > config.maxSize()) {
      more = dropping.oldest(day);
    }
    if (said.isEmpty() || time.nanos() - said.get() > QUIET_NANOS) {
      said = Optional.of(time.nanos());
      LOG.warn(
          "this day's history alone takes {} bytes, more than max_size: its oldest samples are"
              + " dropped, {} bytes now and more as new ones come; raise max_size",
          before,
          before - used());
    }
  }

  private long used() throws IOException, InterruptedException {
    return vault.write("look at the size", (link, _) -> Stock.bytes(link));
  }
}
