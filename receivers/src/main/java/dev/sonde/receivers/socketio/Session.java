package dev.sonde.receivers.socketio;

import dev.sonde.api.Caller;
import dev.sonde.http.Response;
import dev.sonde.http.websocket.CloseStatus;
import dev.sonde.http.websocket.Kind;
import dev.sonde.http.websocket.Message;
import dev.sonde.http.websocket.WebSocket;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One connection of Socket.IO's protocol 5 within Engine.IO's 4.
///
/// Its clients tell what they have once and ask for no answer, so what the journal can't take now
/// is tried again for a while, and nothing more is read until then.
final class Session {
  private static final char CLOSE = '1';
  private static final char PING = '2';
  private static final char PONG = '3';
  private static final char MESSAGE = '4';
  private static final String METRIC = "metric";
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final int TRIES = 30;
  private static final int NOT_NOW = 503;

  /// Takes the documents of an event.
  @FunctionalInterface
  interface Taker {
    /// @param from where in the message the list of them begins
    Response take(Message message, int from);
  }

  private final WebSocket socket;
  private final String id;
  private final Caller caller;
  private final Taker taker;
  private final Surroundings around;
  private final Set<Namespace> joined = EnumSet.noneOf(Namespace.class);

  /// @param id of this connection, among all that are open
  Session(WebSocket socket, String id, Caller caller, Taker taker, Surroundings around) {
    this.socket = socket;
    this.id = id;
    this.caller = caller;
    this.taker = taker;
    this.around = around;
  }

  /// Listens until it is over.
  void hold() throws IOException, InterruptedException {
    while (socket.next()) {
      if (!caller.isWelcome()) {
        end(CloseStatus.POLICY, "what let you in does not hold any more");
        return;
      }
      try {
        if (!take(socket.message())) {
          return;
        }
      } catch (MalformedException malformed) {
        end(CloseStatus.BAD_DATA, String.valueOf(malformed.getMessage()));
        return;
      }
    }
  }

  /// Does it go on?
  private boolean take(Message message)
      throws MalformedException, IOException, InterruptedException {
    if (message.kind() == Kind.BINARY) {
      throw new MalformedException("binary attachments are not taken here");
    }
    int type = message.length() == 0 ? -1 : message.bytes()[message.from()];
    switch (type) {
      case MESSAGE -> packet(message, Packet.read(message, 1));
      case PONG -> {}
      case PING -> say("" + PONG + text(message).substring(1));
      case CLOSE -> {
        return false;
      }
      default -> throw new MalformedException("this is not Engine.IO 4");
    }
    return true;
  }

  private void packet(Message message, Packet packet)
      throws MalformedException, IOException, InterruptedException {
    Optional<Namespace> namespace = Namespace.of(packet.namespace());
    switch (packet.type()) {
      case Packet.CONNECT -> connect(packet.namespace(), namespace);
      case Packet.DISCONNECT -> namespace.ifPresent(joined::remove);
      case Packet.EVENT -> {
        if (namespace.isEmpty() || !joined.contains(namespace.get())) {
          throw new MalformedException("connect to the namespace first");
        }
        event(message, packet, namespace.get());
      }
      default -> throw new MalformedException("packets of type " + packet.type());
    }
  }

  private void connect(String path, Optional<Namespace> namespace)
      throws IOException, InterruptedException {
    if (namespace.isEmpty()) {
      say("44" + (path.equals("/") ? "" : path + ",") + "{\"message\":\"Invalid namespace\"}");
      return;
    }
    Namespace to = namespace.get();
    joined.add(to);
    say("40" + path + ",{\"sid\":\"" + id + "\"}");
    emit(to, "response", json -> json.name("data").value(to.greeting()).name("sid").value(id));
  }

  private void event(Message message, Packet packet, Namespace namespace)
      throws MalformedException, IOException, InterruptedException {
    Event event = Event.read(message, packet.payload());
    if (!event.name().equals(METRIC)) {
      fail(namespace, "nobody listens to this event; it is called " + METRIC);
    } else if (!event.hasArguments(message)) {
      fail(namespace, "Missing required metric data fields");
    } else {
      event.cutName(message);
      Response answer = patiently(message, event.comma());
      tell(namespace, answer);
      if (!packet.id().isEmpty()) {
        say("43" + namespace.path() + "," + packet.id() + "[" + page(answer) + "]");
      }
    }
  }

  private Response patiently(Message message, int from) throws InterruptedException {
    Response answer = taker.take(message, from);
    for (int i = 0; answer.status() == NOT_NOW && i < TRIES && socket.isOpen(); i++) {
      around.pause().await(WAIT);
      answer = taker.take(message, from);
    }
    return answer;
  }

  private void tell(Namespace namespace, Response answer) throws IOException, InterruptedException {
    if (answer.status() >= 400) {
      say(event(namespace, "error", page(answer)));
    } else {
      emit(
          namespace,
          "success",
          json ->
              json.name("message")
                  .value(namespace.thanks())
                  .name("timestamp")
                  .value(around.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString()));
    }
  }

  private void fail(Namespace namespace, String why) throws IOException, InterruptedException {
    emit(namespace, "error", json -> json.name("error").value(why));
  }

  private void emit(Namespace namespace, String event, Consumer<JsonWriter> members)
      throws IOException, InterruptedException {
    say(event(namespace, event, object(members)));
  }

  /// A packet with an event.
  static String event(Namespace namespace, String event, String argument) {
    return "42" + namespace.path() + ",[\"" + event + "\"," + argument + "]";
  }

  /// An object with these members.
  static String object(Consumer<JsonWriter> members) {
    var sink = new ByteSink();
    JsonWriter json = new JsonWriter(sink).object();
    members.accept(json);
    json.endObject().end();
    return new String(sink.toByteArray(), StandardCharsets.UTF_8);
  }

  private static String page(Response answer) throws IOException {
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }

  private static String text(Message message) {
    return message.text();
  }

  private void say(String packet) throws IOException, InterruptedException {
    socket.send(packet);
  }

  private void end(int code, String why) {
    socket.close(new CloseStatus(code, why));
  }
}
