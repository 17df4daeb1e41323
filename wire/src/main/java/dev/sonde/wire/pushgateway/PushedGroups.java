package dev.sonde.wire.pushgateway;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Stale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which series were pushed to which group, so that those end that a push replaces: a Pushgateway
/// would show them no longer. For one thread at a time.
///
/// POST replaces the series whose names it brings, PUT the whole group, DELETE leaves none. Here a
/// series that is replaced by nothing gets a stale marker. A push is a sample when it comes, and
/// not again with each scrape. What [#change] finds counts from [#settle] on, which is to be called
/// when the push is committed.
///
/// After a restart nothing is remembered: what was pushed before ends by itself, as series do of
/// which nothing comes.
public final class PushedGroups {
  private static final String LAST = "push_time_seconds";
  private static final String LAST_FAILED = "push_failure_time_seconds";
  private static final double SECOND = 1_000;

  private final int most;
  private final Map<Labels, Set<Member>> groups = new HashMap<>();
  private int remembered;

  /// A series.
  public record Member(String name, Labels labels) {}

  /// What a push makes of a group.
  ///
  /// @param after the series it has then
  /// @param ended those it had and has no longer
  public record Change(Labels group, Set<Member> after, List<Member> ended) {
    public Change {
      ended = List.copyOf(ended);
    }
  }

  /// What is done to a group.
  public enum Deed {
    POST,
    PUT,
    DELETE
  }

  /// @param most series that are remembered; groups that no longer fit are not, and end by
  ///   themselves
  public PushedGroups(int most) {
    this.most = most;
  }

  /// What a push makes of a group; nothing is remembered yet.
  ///
  /// @param brought the series that were pushed; none to delete
  public Change change(Deed deed, Labels group, Set<Member> brought) {
    Set<Member> before = groups.getOrDefault(group, Set.of());
    Set<String> names = brought.stream().map(Member::name).collect(Collectors.toSet());
    Predicate<Member> replaced =
        switch (deed) {
          case POST -> each -> names.contains(each.name());
          case PUT, DELETE -> _ -> true;
        };
    var after = new LinkedHashSet<>(brought);
    var ended = new ArrayList<Member>();
    for (Member each : before) {
      if (!replaced.test(each)) {
        after.add(each);
      } else if (!brought.contains(each)) {
        ended.add(each);
      }
    }
    return new Change(group, after, ended);
  }

  /// Ends what ended, and says when the group was pushed to: `push_time_seconds`.
  public static void write(Change change, Push push) {
    var key = new SeriesKey();
    for (Member each : change.ended()) {
      fill(key, each.name(), each.labels());
      var slot = push.slot(key, name -> new Family(name, Kind.UNKNOWN, "", ""));
      push.record(slot, Stale.marker(), push.time());
    }
    if (!change.after().isEmpty()) {
      time(LAST, "When this group was last pushed to.", change.group(), push);
    }
  }

  /// Says in a push of its own that one failed: `push_failure_time_seconds`.
  public static void failed(Labels group, Push push) {
    time(LAST_FAILED, "When a push to this group last failed.", group, push);
  }

  /// The push is safe: its change counts.
  public void settle(Change change) {
    Set<Member> before = groups.remove(change.group());
    remembered -= before == null ? 0 : before.size();
    if (!change.after().isEmpty() && remembered + change.after().size() <= most) {
      groups.put(change.group(), change.after());
      remembered += change.after().size();
    }
  }

  /// How many series are remembered.
  public int series() {
    return remembered;
  }

  private static void time(String name, String help, Labels group, Push push) {
    var key = new SeriesKey();
    fill(key, name, group);
    var slot = push.slot(key, each -> Family.gauge(each, "seconds", help));
    push.record(slot, push.time() / SECOND, push.time());
  }

  private static void fill(SeriesKey key, String name, Labels labels) {
    key.clear();
    key.name(name);
    labels.forEachUtf8(key::label);
  }
}
