package dev.sonde.receivers.socketio;

import dev.sonde.api.Caller;
import dev.sonde.api.Role;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.Upgrade;
import dev.sonde.http.UpgradeTerms;
import dev.sonde.http.websocket.Broadcast;
import dev.sonde.http.websocket.CloseStatus;
import dev.sonde.http.websocket.WebSocket;
import dev.sonde.http.websocket.WebSocketLimits;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.Guest;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.RefusedException;
import dev.sonde.receivers.json.JsonBodies;
import dev.sonde.receivers.json.Sender;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonRules;
import dev.sonde.wire.json.TreeReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Takes metrics from Socket.IO's clients, as document 002's server did: Engine.IO 4, WebSocket
/// only, the namespaces `/ws/metrics` and `/ws/game_metrics`.
public final class SocketIoReceiver implements Receiver {
  /// Where connections are opened.
  public static final String PATH = "/socket.io/";

  /// Where somebody says something to all who are connected.
  public static final String TELL = "/api/send_message";

  private static final int LONGEST = 1 << 20;
  private static final int MOST = 10_000;
  private static final int LONGEST_WORDS = 4 << 10;
  private static final byte[] PING = {'2'};
  private static final UpgradeTerms TERMS =
      UpgradeTerms.USUAL.within(WebSocketLimits.DEFAULT.withMessage(LONGEST));

  private final Desk desk;
  private final JsonBodies json;
  private final Surroundings around;
  private final Broadcast pings;
  private final AtomicLong sessions = new AtomicLong();

  /// @param desk where bodies are handed in
  public SocketIoReceiver(Desk desk, JsonBodies json) {
    this(desk, json, Surroundings.USUAL);
  }

  SocketIoReceiver(Desk desk, JsonBodies json, Surroundings around) {
    this.desk = desk;
    this.json = json;
    this.around = around;
    this.pings = new Broadcast("socket.io pings", () -> PING, around.ping(), MOST);
  }

  @Override
  public String name() {
    return "socketio";
  }

  @Override
  public List<Entrance> entrances() {
    return List.of(
        new Entrance("GET", PATH, this::open),
        new Entrance("POST", TELL, Role.ADMIN, (request, _) -> tell(request)));
  }

  private Response open(Request request, Caller caller) {
    Optional<Response> fault = fault(request);
    if (fault.isPresent()) {
      return fault.get();
    }
    try {
      Guest guest = Guest.of(request, caller, Sender.labels(request, caller));
      Session.Taker taker = (message, from) -> desk.take(message, from, "", guest, json::document);
      return Upgrade.accept(request, TERMS, socket -> hold(socket, caller, taker));
    } catch (RefusedException refused) {
      return Response.error(refused.status(), refused.why());
    }
  }

  /// In the words of Engine.IO's servers.
  private static Optional<Response> fault(Request request) {
    if (!request.parameter("EIO").orElse("").equals("4")) {
      return Optional.of(fault(5, "Unsupported protocol version"));
    }
    return request.parameter("transport").orElse("").equals("websocket")
        ? Optional.empty()
        : Optional.of(fault(0, "Transport unknown"));
  }

  private static Response fault(int code, String message) {
    String page = "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    return Response.json(400, page.getBytes(StandardCharsets.UTF_8));
  }

  private void hold(WebSocket socket, Caller caller, Session.Taker taker)
      throws IOException, InterruptedException {
    String id = Long.toHexString(sessions.incrementAndGet());
    if (!pings.join(socket, hello(id))) {
      socket.close(new CloseStatus(CloseStatus.TRY_LATER, "too many connections"));
      return;
    }
    try {
      new Session(socket, id, caller, taker, around).hold();
    } finally {
      pings.leave(socket);
    }
  }

  private byte[] hello(String id) {
    String hello =
        "0{\"sid\":\""
            + id
            + "\",\"upgrades\":[],\"pingTimeout\":20000,\"pingInterval\":"
            + around.ping().toMillis()
            + ",\"maxPayload\":"
            + LONGEST
            + "}";
    return hello.getBytes(StandardCharsets.UTF_8);
  }

  /// `{"message": "…"}` reaches all clients as the event `dashboard_message`.
  private Response tell(Request request) throws IOException {
    Optional<String> words = words(request);
    if (words.isEmpty()) {
      return status(400, "error", "Invalid message data");
    }
    String from = request.peer().map(InetAddress::getHostAddress).orElse("");
    String time = around.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString();
    String argument =
        Session.object(json ->
            json.name("message")
                .value(words.get())
                .name("timestamp")
                .value(time)
                .name("type")
                .value("dashboard_message")
                .name("user_ip")
                .value(from));
    pings.tell(Session.event(Namespace.METRICS, "dashboard_message", argument));
    return status(200, "success", "Message sent to clients");
  }

  private static Response status(int code, String status, String message) {
    String page =
        Session.object(json -> json.name("status").value(status).name("message").value(message));
    return Response.json(code, page.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> words(Request request) throws IOException {
    try (InputStream body = request.body()) {
      byte[] bytes = body.readNBytes(LONGEST_WORDS);
      return new TreeReader(JsonRules.DEFAULT).read(bytes, 0, bytes.length)
              instanceof JsonObject object
          ? object.text("message").filter(each -> !each.isBlank())
          : Optional.empty();
    } catch (JsonException _) {
      return Optional.empty();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
