package dev.sonde.shippers.sonde;

import dev.sonde.http.Header;
import dev.sonde.http.Reply;
import dev.sonde.http.websocket.CloseStatus;
import dev.sonde.http.websocket.Kind;
import dev.sonde.http.websocket.Message;
import dev.sonde.http.websocket.WebSocket;
import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonRules;
import dev.sonde.wire.json.TreeReader;
import dev.sonde.wire.relay.Aside;
import dev.sonde.wire.relay.LineEncoder;
import dev.sonde.wire.relay.RelayEncoder;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One web socket to a hub: brings a batch, waits for the answer, and so on. For one thread.
///
/// # Implementation notes
///
/// A thread of its own reads, so that pings are answered and a close is seen while there is nothing
/// to bring.
final class HubLine implements AutoCloseable {
  /// What a hub takes as one message.
  private static final int LONGEST = 1 << 20;

  private final WebSocket socket;
  private final Packer packer;
  private final Duration patience;
  private final LineEncoder encoder = new LineEncoder();

  /// Empty at the end.
  private final BlockingQueue<Optional<Reply>> answers = new LinkedBlockingQueue<>();

  /// @param packer belongs to whoever made it
  /// @param patience for one answer
  HubLine(WebSocket socket, Packer packer, Duration patience) {
    this.socket = socket;
    this.packer = packer;
    this.patience = patience;
    Thread.ofVirtual().name("hub answers").start(this::read);
  }

  boolean isOpen() {
    return socket.isOpen();
  }

  /// Brings what was encoded last.
  ///
  /// @param aside what is said beside it
  /// @return what HTTP would have answered; empty when it is too long for a message
  /// @throws IOException when there was no answer: the hub may have taken it. The line is over then
  Optional<Reply> ask(RelayEncoder last, Aside aside) throws IOException, InterruptedException {
    int length = packer.pack(encoder.message(last, aside));
    if (length > LONGEST) {
      encoder.forget();
      return Optional.empty();
    }
    boolean answered = false;
    try {
      socket.send(Kind.BINARY, packer.bytes(), 0, length);
      Reply reply = answer();
      answered = true;
      if (reply.status() != 200) {
        encoder.forget();
      }
      return Optional.of(reply);
    } finally {
      if (!answered) {
        socket.abort();
      }
    }
  }

  /// The checksum of the last message.
  int sum() {
    return encoder.sum();
  }

  @Override
  public void close() {
    socket.close();
  }

  private Reply answer() throws IOException, InterruptedException {
    Optional<Reply> answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      throw new IOException("the hub did not answer within " + patience.toMillis() + " ms");
    }
    return answer.orElseThrow(() -> new IOException("the hub ended the web socket" + why()));
  }

  private String why() {
    return socket
        .ended()
        .map(CloseStatus::reason)
        .filter(each -> !each.isEmpty())
        .map(each -> ": " + each)
        .orElse("");
  }

  private void read() {
    try {
      while (socket.next()) {
        answers.add(Optional.of(reply(socket.message())));
      }
    } catch (JsonException broken) {
      socket.close(new CloseStatus(CloseStatus.BAD_DATA, "an answer is no JSON"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      answers.add(Optional.empty());
    }
  }

  /// `{"code":503,"retry_after":5,"error":"…"}`.
  private static Reply reply(Message message) throws JsonException {
    int end = message.from() + message.length();
    Json json = new TreeReader(JsonRules.DEFAULT).read(message.bytes(), message.from(), end);
    if (!(json instanceof JsonObject page)) {
      throw new JsonException("an object is wanted");
    }
    int status = number(page, "code").orElseThrow(() -> new JsonException("code is missing"));
    List<Header> later =
        number(page, "retry_after")
            .map(seconds -> List.of(new Header("Retry-After", Integer.toString(seconds))))
            .orElse(List.of());
    byte[] body = Arrays.copyOfRange(message.bytes(), message.from(), end);
    return new Reply(status, later, body, true);
  }

  private static Optional<Integer> number(JsonObject page, String name) {
    @Nullable JsonNumber number = page.number(name).orElse(null);
    return number == null ? Optional.empty() : Optional.of((int) number.asDouble());
  }
}
