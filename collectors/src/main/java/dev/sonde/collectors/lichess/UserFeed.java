package dev.sonde.collectors.lichess;

import dev.sonde.api.Time;
import dev.sonde.collectors.discovery.watching.Retreat;
import dev.sonde.http.Streamed;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Follows the games of one user, one after the other.
///
/// # Implementation notes
///
/// A game's feed first tells all its moves once more, but for the last three, which come late so
/// that nobody can be helped with it. Moves that were told before, or were made before anybody
/// listened, are passed over: they are counted by where they stand.
final class UserFeed implements Feed {
  private static final int ATTEMPTS = 5;
  private static final int LATE = 3;

  private final Lichess lichess;
  private final Screen screen;
  private final Results results;
  private final Time time;
  private final Retreat retreat;
  private final BlockingQueue<String> next = new ArrayBlockingQueue<>(1);
  private String playing = "";
  private String game = "";
  private int seen;
  private int place;
  private boolean over;

  UserFeed(Lichess lichess, Screen screen, Results results, Time time, Retreat retreat) {
    this.lichess = lichess;
    this.screen = screen;
    this.results = results;
    this.time = time;
    this.retreat = retreat;
  }

  /// The user plays this game; said again and again. Called by whichever thread.
  synchronized void plays(String id) {
    if (!id.equals(playing)) {
      playing = id;
      next.clear();
      next.add(id);
    }
  }

  @Override
  public void run() throws InterruptedException {
    while (true) {
      game = next.take();
      seen = 0;
      over = false;
      retreat.reset();
      follow();
    }
  }

  private void follow() throws InterruptedException {
    for (int failures = 0; failures < ATTEMPTS && !over && next.isEmpty(); ) {
      failures = connected() ? 0 : failures + 1;
      if (!over) {
        retreat.pause();
      }
    }
    screen.leave().ifPresent(id -> results.find(screen, id));
    if (!over) {
      giveUp();
    }
  }

  /// If it is still played, the next look begins it anew.
  private synchronized void giveUp() {
    if (playing.equals(game)) {
      playing = "";
    }
  }

  private boolean connected() throws InterruptedException {
    place = -1;
    var lines = new FeedLines(screen, time, this::take);
    try {
      Streamed.End end = lichess.game(game, lines);
      return ended(lines.isHeard(), Lichess.words(end));
    } catch (IOException e) {
      return ended(lines.hasLasted(), String.valueOf(e.getMessage()));
    }
  }

  private boolean ended(boolean well, String why) {
    if (well) {
      retreat.reset();
      screen.broken();
    } else {
      screen.lost(why);
    }
    return well;
  }

  private boolean take(Message message) throws IOException {
    switch (message) {
      case Message.Shown(var shown, var position, int played) -> show(shown, position, played);
      case Message.Moved(var position) -> move(position);
      case Message.Over(var result) -> {
        over = true;
        screen.leave().ifPresent(id -> screen.ended(id, result));
      }
      case Message.Other _ -> {}
    }
    return !over;
  }

  private void show(Game shown, Position position, int played) throws IOException {
    if (!shown.id().equals(game)) {
      throw new IOException("it tells of another game");
    }
    seen = Math.max(seen, played - LATE);
    screen.show(shown, position);
  }

  private void move(Position position) {
    place++;
    if (place > seen) {
      seen = place;
      screen.move(position);
    }
  }
}
