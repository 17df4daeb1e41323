package dev.sonde.collectors.scrape;

import dev.sonde.api.Membership;
import dev.sonde.api.Rhythm;
import dev.sonde.api.Roster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The targets of a pool that are scraped, each once, however many sources name it. Guarded by its
/// pool.
final class Seats {
  private static final class Seated {
    private final Target target;
    private final Membership membership;
    private int named;

    Seated(Target target, Membership membership) {
      this.target = target;
      this.membership = membership;
    }

    void name(TargetKey key, Rhythm rhythm) {
      named++;
      if (!key.timing().equals(target.key().timing())) {
        target.change(key);
        membership.change(rhythm);
      }
    }

    void leave() {
      membership.leave();
      target.leave();
    }
  }

  private final Roster roster;
  private final Function<TargetKey, Target> make;
  private final Map<TargetKey, Seated> seats = new HashMap<>();

  Seats(Roster roster, Function<TargetKey, Target> make) {
    this.roster = roster;
    this.make = make;
  }

  int size() {
    return seats.size();
  }

  boolean has(TargetKey key) {
    return seats.containsKey(key);
  }

  /// One more source names this target.
  void name(TargetKey key, Rhythm rhythm) {
    seats.computeIfAbsent(key, _ -> seat(key, rhythm)).name(key, rhythm);
  }

  /// One source less names it.
  void unname(TargetKey key) {
    Seated seated = seats.get(key);
    if (seated != null && --seated.named == 0) {
      seats.remove(key);
      seated.leave();
    }
  }

  Optional<Target> target(TargetKey key) {
    return Optional.ofNullable(seats.get(key)).map(each -> each.target);
  }

  List<Target> targets() {
    return seats.values().stream().map(each -> each.target).toList();
  }

  /// From the next scrape on all are scraped in this manner.
  void change(Manner to) {
    seats.values().forEach(each -> each.target.change(to));
  }

  /// Lets all go.
  void leave() {
    seats.values().forEach(Seated::leave);
    seats.clear();
  }

  private Seated seat(TargetKey key, Rhythm rhythm) {
    Target target = make.apply(key);
    return new Seated(target, roster.join(target, rhythm, key.labels()));
  }
}
