package dev.sonde.collectors.lichess;

import dev.sonde.api.Time;
import dev.sonde.collectors.discovery.watching.Retreat;
import dev.sonde.http.Streamed;
import java.io.IOException;
import java.time.Duration;

/// Follows one channel for ever: whatever ends the connection, there is another one after a while.
final class ChannelFeed implements Feed {
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_GAMES = 30;

  private final Lichess lichess;
  private final Screen screen;
  private final Results results;
  private final Time time;
  private final Retreat retreat;
  private long minuteNanos;
  private int games;

  ChannelFeed(Lichess lichess, Screen screen, Results results, Time time, Retreat retreat) {
    this.lichess = lichess;
    this.screen = screen;
    this.results = results;
    this.time = time;
    this.retreat = retreat;
    this.minuteNanos = time.nanos();
  }

  @Override
  public void run() throws InterruptedException {
    while (true) {
      follow();
      retreat.pause();
    }
  }

  private void follow() throws InterruptedException {
    var lines = new FeedLines(screen, time, this::take);
    try {
      Streamed.End end = lichess.channel(screen.channel(), lines);
      ended(lines.isHeard(), Lichess.words(end));
    } catch (IOException e) {
      ended(lines.hasLasted(), String.valueOf(e.getMessage()));
    }
  }

  private void ended(boolean well, String why) {
    if (well) {
      retreat.reset();
      screen.broken();
    } else {
      screen.lost(why);
    }
  }

  private boolean take(Message message) throws IOException {
    switch (message) {
      case Message.Shown(var game, var position, _) -> show(game, position);
      case Message.Moved(var position) -> screen.move(position);
      case Message.Over _, Message.Other _ -> {}
    }
    return true;
  }

  private void show(Game game, Position position) throws IOException {
    if (!screen.shows(game)) {
      limit();
    }
    screen.show(game, position).ifPresent(before -> results.find(screen, before));
  }

  /// Each game is a dozen series more: nobody plays so many.
  private void limit() throws IOException {
    long now = time.nanos();
    if (now - minuteNanos >= MINUTE_NANOS) {
      minuteNanos = now;
      games = 0;
    }
    games++;
    if (games > MOST_GAMES) {
      throw new IOException("it shows more than " + MOST_GAMES + " games a minute");
    }
  }
}
