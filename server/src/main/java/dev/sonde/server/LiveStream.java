package dev.sonde.server;

import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.Upgrade;
import dev.sonde.http.UpgradeTerms;
import dev.sonde.http.websocket.Broadcast;
import dev.sonde.http.websocket.CloseStatus;
import dev.sonde.http.websocket.WebSocket;
import dev.sonde.http.websocket.WebSocketLimits;
import java.time.Duration;
import java.util.function.Supplier;

/// `/api/metrics/live-stream`: a page at once, and then every five seconds, as the dashboard's
/// backend sent it. The page is made once for all who listen.
final class LiveStream {
  /// As there.
  static final Duration INTERVAL = Duration.ofSeconds(5);

  /// As there.
  static final int MOST = 100;

  /// Nobody has anything to send. 64 KiB may wait, as there.
  private static final UpgradeTerms TERMS =
      UpgradeTerms.USUAL.within(
          WebSocketLimits.DEFAULT
              .withMessage(4 << 10)
              .withWaiting(64 << 10)
              .withSilence(Duration.ofSeconds(15), Duration.ofSeconds(45)));

  private final Supplier<byte[]> page;
  private final Broadcast broadcast;

  LiveStream(Supplier<byte[]> page, Duration interval) {
    this.page = page;
    this.broadcast = new Broadcast("live stream", page, interval, MOST);
  }

  Response stream(Request request) {
    return broadcast.isFull()
        ? Response.error(429, "Too many live streams; try again later").with("Retry-After", "5")
        : Upgrade.accept(request, TERMS, this::hold);
  }

  private void hold(WebSocket socket) throws InterruptedException {
    if (!broadcast.join(socket, page.get())) {
      socket.close(new CloseStatus(CloseStatus.TRY_LATER, "too many live streams"));
      return;
    }
    try {
      while (socket.next()) {}
    } finally {
      broadcast.leave(socket);
    }
  }
}
