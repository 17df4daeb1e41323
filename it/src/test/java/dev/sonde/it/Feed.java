package dev.sonde.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The texts that a WebSocket sends, by the JDK's own client.
final class Feed implements WebSocket.Listener, AutoCloseable {
  private static final long PATIENCE_SECONDS = 180;

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;

  private Feed(URI from, Optional<String> key) {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    key.ifPresent(each -> builder.header("X-API-Key", each));
    socket = builder.buildAsync(from, this).join();
  }

  static Feed of(SondeProcess sonde, String path) {
    return new Feed(uri(sonde, path), Optional.empty());
  }

  /// Of somebody who shows a key.
  static Feed of(SondeProcess sonde, String path, String key) {
    return new Feed(uri(sonde, path), Optional.of(key));
  }

  private static URI uri(SondeProcess sonde, String path) {
    return URI.create("ws://127.0.0.1:" + sonde.port() + path);
  }

  /// The next text, or how the peer closed.
  String next() throws InterruptedException {
    String next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }

  /// How the peer closed, behind the texts that came meanwhile.
  String end() throws InterruptedException {
    String heard = next();
    while (!heard.startsWith("closed ")) {
      heard = next();
    }
    return heard;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      heard.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedStage(data);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    heard.add("closed " + code + " " + reason);
    return CompletableFuture.completedStage(reason);
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
  }
}
