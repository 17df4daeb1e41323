package dev.sonde.receivers;

import dev.sonde.api.Caller;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/// A receiver behind a real listener, and the JDK's client talking to it over a web socket.
public final class Talk implements AutoCloseable {
  private final Listener listener;
  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  private Talk(Listener listener, String target) {
    this.listener = listener;
    this.socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + listener.address() + target), new Ears(heard))
            .join();
  }

  /// Opens a web socket to a receiver.
  public static Talk with(Receiver receiver, Caller caller, String target)
      throws IOException, InterruptedException {
    return new Talk(
        Listener.open(
            Address.parse("127.0.0.1:0"),
            Limits.DEFAULT,
            request -> Counter.ask(receiver, caller, request)),
        target);
  }

  /// Says something.
  public void say(String text) {
    socket.sendText(text, true).join();
  }

  /// Sends bytes.
  public void send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /// The next thing that was said; `close 1008 why` at the end.
  public String hear() throws InterruptedException {
    return heard.take();
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    client.close();
    listener.close();
  }

  private record Ears(BlockingQueue<String> heard, StringBuilder text)
      implements WebSocket.Listener {
    private Ears(BlockingQueue<String> heard) {
      this(heard, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(data);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("close " + code + " " + reason);
      return CompletableFuture.completedStage(reason);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      heard.add("error " + error);
    }
  }
}
