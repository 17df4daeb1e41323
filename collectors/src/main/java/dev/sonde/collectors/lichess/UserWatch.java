package dev.sonde.collectors.lichess;

import dev.sonde.api.Emitter;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import dev.sonde.collectors.discovery.watching.Retreat;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Looks again and again whether users are there and what they play.
final class UserWatch implements Feed {
  private static final String WHAT = "users";

  private final Lichess lichess;
  private final Emitter out;
  private final Duration interval;
  private final Pause pause;
  private final Retreat retreat;
  private final Map<String, Watched> users = new LinkedHashMap<>();

  private record Watched(String name, Slot online, Slot playing, UserFeed feed) {}

  UserWatch(Lichess lichess, Emitter out, Duration interval, Pause pause, Retreat retreat) {
    this.lichess = lichess;
    this.out = out;
    this.interval = interval;
    this.pause = pause;
    this.retreat = retreat;
  }

  /// One more, before it runs.
  ///
  /// @param feed follows the games
  void add(String name, UserFeed feed) {
    users.put(
        name.toLowerCase(Locale.ROOT),
        new Watched(
            name, slot(LichessFamilies.ONLINE, name), slot(LichessFamilies.PLAYING, name), feed));
  }

  @Override
  public void run() throws InterruptedException {
    while (true) {
      try {
        look();
        retreat.reset();
        pause.of(interval);
      } catch (IOException e) {
        lost(String.valueOf(e.getMessage()));
        retreat.pause();
      }
    }
  }

  private void look() throws IOException, InterruptedException {
    List<Lichess.Presence> presences = lichess.presences(List.copyOf(users.keySet()));
    out.present(WHAT);
    var missing = new LinkedHashMap<>(users);
    for (Lichess.Presence each : presences) {
      Watched user = missing.remove(each.user());
      if (user != null) {
        record(user, each);
      }
    }
    missing.values().forEach(this::missing);
  }

  private void record(Watched user, Lichess.Presence presence) {
    out.present("user " + user.name);
    out.record(user.online, presence.online() ? 1 : 0);
    out.record(user.playing, presence.playing() ? 1 : 0);
    presence.game().ifPresent(user.feed::plays);
  }

  private void missing(Watched user) {
    out.absent("user " + user.name, "Lichess knows nobody of this name");
    end(user);
  }

  private void lost(String why) {
    out.absent(WHAT, why);
    users.values().forEach(this::end);
  }

  private void end(Watched user) {
    out.end(user.online);
    out.end(user.playing);
  }

  private Slot slot(Family family, String user) {
    return out.slot(family, Labels.of("user", user));
  }
}
