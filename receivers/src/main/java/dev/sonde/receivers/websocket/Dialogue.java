package dev.sonde.receivers.websocket;

import dev.sonde.api.Caller;
import dev.sonde.http.Response;
import dev.sonde.http.websocket.CloseStatus;
import dev.sonde.http.websocket.Kind;
import dev.sonde.http.websocket.Message;
import dev.sonde.http.websocket.WebSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// One web socket: message, answer, message, answer.
final class Dialogue {
  private final Caller caller;
  private final Function<Message, Response> text;
  private final Function<Message, Response> binary;

  Dialogue(Caller caller, Function<Message, Response> text, Function<Message, Response> binary) {
    this.caller = caller;
    this.text = text;
    this.binary = binary;
  }

  void hold(WebSocket socket) throws IOException, InterruptedException {
    while (socket.next()) {
      if (!caller.isWelcome()) {
        socket.close(new CloseStatus(CloseStatus.POLICY, "what let you in does not hold any more"));
        return;
      }
      byte[] answer = words(take(socket.message()));
      socket.send(Kind.TEXT, answer, 0, answer.length);
    }
  }

  private Response take(Message message) {
    return switch (message.kind()) {
      case TEXT -> text.apply(message);
      case BINARY -> binary.apply(message);
    };
  }

  /// The status, when to come again, and then what HTTP would have answered.
  static byte[] words(Response answer) throws IOException {
    var words = new StringBuilder("{\"code\":").append(answer.status());
    answer.headers().stream()
        .filter(each -> each.name().equalsIgnoreCase("Retry-After"))
        .forEach(each -> words.append(",\"retry_after\":").append(each.value()));
    String page = new String(answer.bytes(), StandardCharsets.UTF_8);
    return words
        .append(',')
        .append(page, 1, page.length())
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
