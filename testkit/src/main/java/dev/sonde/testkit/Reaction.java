package dev.sonde.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// What a [FaultyPeer] does with a request.
public sealed interface Reaction {
  /// Answers 200 with an empty body.
  Reaction OK = status(200);

  /// Answers, and keeps the connection open.
  record Answer(int status, Map<String, String> headers, String body) implements Reaction {
    public Answer {
      headers = Map.copyOf(headers);
    }
  }

  /// Waits, with the request read, until a latch is open; then reacts.
  record Delayed(CountDownLatch until, Reaction then) implements Reaction {}

  /// Closes the connection in place of an answer.
  record Closed() implements Reaction {}

  /// Resets the connection in place of an answer.
  record Reset() implements Reaction {}

  /// Sends a head that promises a body, half of it, and closes.
  record HalfAnswer(int status) implements Reaction {}

  /// Closes after it has read some bytes of the body; the request counts as not received.
  record CloseInRequest(int afterBytes) implements Reaction {}

  /// Answers as soon as the head is read, and closes without reading the body.
  record EarlyAnswer(int status) implements Reaction {}

  /// Never answers; the connection stays open until the other side closes it.
  record Silence() implements Reaction {}

  /// Sends these bytes, whatever they are, and closes.
  record Raw(String bytes) implements Reaction {}

  /// Answers 413 to a body longer than this, reacts otherwise to the rest.
  record Limit(int bytes, Reaction otherwise) implements Reaction {}

  /// Echoes head and body of the request in the body of the answer, as a careless server would.
  record Echo(int status) implements Reaction {}

  /// An answer with a status and an empty body.
  static Reaction status(int status) {
    return new Answer(status, Map.of(), "");
  }

  /// An answer with a status and one header.
  static Reaction status(int status, String header, String value) {
    return new Answer(status, Map.of(header, value), "");
  }

  /// An answer of 2xx?
  default boolean accepts() {
    return switch (this) {
      case Answer answer -> answer.status / 100 == 2;
      case Echo echo -> echo.status / 100 == 2;
      case Delayed delayed -> delayed.then.accepts();
      case Closed _, Reset _, HalfAnswer _, CloseInRequest _ -> false;
      case EarlyAnswer _, Silence _, Raw _, Limit _ -> false;
    };
  }

  /// What an answer looks like on the wire.
  static byte[] bytes(Answer answer) {
    byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder("HTTP/1.1 ").append(answer.status).append(" X\r\n");
    answer.headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (answer.status != 204 && answer.status != 304) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }
}
