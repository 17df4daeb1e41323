package dev.sonde.collectors.lichess;

import dev.sonde.collectors.discovery.watching.Retreat;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out how games ended that a channel does not show any more: its feed does not tell, and
/// goes on meanwhile.
final class Results implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.lichess");
  private static final int MOST = 64;
  private static final int ATTEMPTS = 3;

  private record Asked(Screen screen, String game) {}

  private final Lichess lichess;
  private final Retreat retreat;
  private final BlockingQueue<Asked> waiting = new ArrayBlockingQueue<>(MOST);

  Results(Lichess lichess, Retreat retreat) {
    this.lichess = lichess;
    this.retreat = retreat;
  }

  /// Will tell the screen. When too many wait already, the result counts as unknown.
  void find(Screen screen, String game) {
    if (!waiting.offer(new Asked(screen, game))) {
      screen.ended(game, Result.UNKNOWN);
    }
  }

  @Override
  public void run() throws InterruptedException {
    while (true) {
      Asked next = waiting.take();
      next.screen.ended(next.game, result(next.game));
    }
  }

  private Result result(String game) throws InterruptedException {
    retreat.reset();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return lichess.result(game);
      } catch (IOException e) {
        LOG.debug("how game {} ended: {}", game, e.getMessage());
        if (e instanceof Refused refused && refused.isMissing()) {
          return Result.UNKNOWN;
        }
        retreat.pause();
      }
    }
    return Result.UNKNOWN;
  }
}
