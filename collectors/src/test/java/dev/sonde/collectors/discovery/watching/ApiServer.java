package dev.sonde.collectors.discovery.watching;

import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A server that plays what a test has put there: for each path, answers one after the other.
/// Whoever asks for more waits until there is more.
public final class ApiServer implements AutoCloseable {
  private final Map<String, BlockingQueue<Response>> answers = new ConcurrentHashMap<>();
  private final BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
  private final Listener listener;

  public ApiServer() throws BindException {
    Limits limits = Limits.DEFAULT.withFailuresPerSecond(10_000);
    listener = Listener.open(Address.parse("127.0.0.1:0"), limits, this::handle);
  }

  public String url() {
    return "http://" + authority();
  }

  public String authority() {
    return listener.address().toString();
  }

  /// The next answer on this path is this one. A watch's path ends with `?watch`.
  public ApiServer play(String path, Response answer) {
    queue(path).add(answer);
    return this;
  }

  public ApiServer play(String path, String json) {
    return play(path, Response.json(200, json.getBytes(StandardCharsets.UTF_8)));
  }

  public ApiServer play(String path, int status, String body) {
    return play(path, Response.json(status, body.getBytes(StandardCharsets.UTF_8)));
  }

  /// The next watch on this path.
  public Feed watch(String path) {
    var feed = new Feed();
    play(path + "?watch", Response.streamed(200, "application/json", feed::writeTo));
    return feed;
  }

  /// The next request, in the order they came.
  public Request asked() throws InterruptedException {
    return Objects.requireNonNull(asked.poll(5, TimeUnit.MINUTES), "nobody asks");
  }

  @Override
  public void close() {
    listener.close(Duration.ZERO);
  }

  private Response handle(Request request) throws InterruptedException {
    asked.add(request);
    boolean watch = request.parameter("watch").isPresent();
    return queue(request.path() + (watch ? "?watch" : "")).take();
  }

  private BlockingQueue<Response> queue(String path) {
    return answers.computeIfAbsent(path, _ -> new LinkedBlockingQueue<>());
  }

  /// What a watch says, line by line, as the test has it.
  public static final class Feed {
    private static final String END = "end";
    private static final String BREAK = "break";

    private final BlockingQueue<String> pieces = new LinkedBlockingQueue<>();

    /// One event.
    public Feed say(String event) {
      pieces.add(event + "\n");
      return this;
    }

    /// Bytes that end no line.
    public Feed mutter(String text) {
      pieces.add(text);
      return this;
    }

    /// The answer ends in good order.
    public void end() {
      pieces.add(END);
    }

    /// The connection breaks.
    public void cut() {
      pieces.add(BREAK);
    }

    private void writeTo(OutputStream out) throws IOException {
      try {
        out.flush();
        for (String piece = pieces.take(); !piece.equals(END); piece = pieces.take()) {
          if (piece.equals(BREAK)) {
            throw new IOException("the test breaks the connection");
          }
          out.write(piece.getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new IOException("the server is closed");
      }
    }
  }
}
