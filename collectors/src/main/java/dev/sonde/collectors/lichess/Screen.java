package dev.sonde.collectors.lichess;

import dev.sonde.api.Emitter;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import dev.sonde.api.Time;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one channel shows: its game, if there is one, and its counts. Safe for all threads.
final class Screen {
  private static final String NEW_GAME = "new_game";
  private static final String MOVE = "move";
  private static final String GAME_END = "game_end";

  private static final long OFTEN_NANOS = Duration.ofSeconds(1).toNanos();

  private final Emitter out;
  private final Time time;
  private final String channel;
  private final Labels labels;
  private final boolean positions;
  private final Slot whitePieces;
  private final Slot blackPieces;
  private final Slot up;
  private final Slot connections;
  private final Slot unreadable;
  private final Map<Slot, Long> counts = new LinkedHashMap<>();
  private @Nullable GameSeries game;
  private boolean connected;
  private long toldNanos;

  /// @param channel a channel of Lichess', or `@` and a user
  /// @param positions does each position become a series?
  Screen(Emitter out, Time time, String channel, boolean positions) {
    this.out = out;
    this.time = time;
    this.channel = channel;
    this.positions = positions;
    this.labels = Labels.of("channel", channel);
    Labels origin = labels.with("origin", "lichess");
    this.whitePieces = out.slot(LichessFamilies.WHITE_PIECES, origin);
    this.blackPieces = out.slot(LichessFamilies.BLACK_PIECES, origin);
    this.up = out.slot(LichessFamilies.UP, labels);
    this.connections = out.slot(LichessFamilies.CONNECTIONS, labels);
    this.unreadable = out.slot(LichessFamilies.UNREADABLE, labels);
    for (Slot each :
        new Slot[] {connections, unreadable, event(NEW_GAME), event(MOVE), event(GAME_END)}) {
      counts.put(each, 0L);
    }
  }

  String channel() {
    return channel;
  }

  /// A line came.
  synchronized void heard() {
    if (!connected) {
      connected = true;
      count(connections);
      out.present(what());
      tell();
    } else if (time.nanos() - toldNanos >= OFTEN_NANOS) {
      tell();
    }
  }

  /// A line came that can't be understood.
  synchronized void unreadable() {
    count(unreadable);
  }

  /// Nothing comes any more. What was shown stands until it is known whether more will come.
  synchronized void broken() {
    connected = false;
    tell();
  }

  /// Nothing comes, and trying again was in vain: what was shown is not known to be so any more.
  synchronized void lost(String why) {
    connected = false;
    tell();
    out.absent(what(), why);
    if (game != null) {
      game.end();
    }
  }

  /// Is it this game that is shown?
  synchronized boolean shows(Game wanted) {
    return game != null && game.id().equals(wanted.id());
  }

  /// A game is shown.
  ///
  /// @return the id of the one that was shown until now, when that is another
  synchronized Optional<String> show(Game shown, Position position) {
    if (game != null && game.id().equals(shown.id())) {
      game.show(position);
      return Optional.empty();
    }
    Optional<String> before = leave();
    game = new GameSeries(out, labels, shown, whitePieces, blackPieces, positions);
    count(event(NEW_GAME));
    game.show(position);
    return before;
  }

  /// A move in the game that is shown.
  synchronized void move(Position position) {
    if (game != null) {
      count(event(MOVE));
      game.show(position);
    }
  }

  /// The game is shown no more.
  ///
  /// @return its id, unless there is none
  synchronized Optional<String> leave() {
    if (game == null) {
      return Optional.empty();
    }
    String id = game.id();
    game.end();
    game = null;
    count(event(GAME_END));
    return Optional.of(id);
  }

  /// How a game ended is known, or that it will not be.
  synchronized void ended(String id, Result result) {
    Labels how = labels.with("winner", result.winner()).with("end_reason", result.reason());
    count(out.slot(LichessFamilies.RESULTS, how));
    Slot once = out.slot(LichessFamilies.RESULT, how.with("game_id", id));
    out.record(once, 1);
    out.end(once);
  }

  private String what() {
    return "channel " + channel;
  }

  private Slot event(String type) {
    return out.slot(LichessFamilies.EVENTS, labels.with("event_type", type));
  }

  private void count(Slot slot) {
    out.record(slot, counts.merge(slot, 1L, Long::sum));
  }

  /// All that goes on is told again with lines, a second apart, as destinations forget what they
  /// hear nothing of.
  private void tell() {
    toldNanos = time.nanos();
    out.record(up, connected ? 1 : 0);
    counts.forEach(out::record);
  }
}
