package dev.sonde.receivers.socketio;

import dev.sonde.http.websocket.Message;
import java.nio.charset.StandardCharsets;

/// A packet of Socket.IO within a message of Engine.IO: `2/ws/metrics,7["metric",{…}]`.
///
/// @param type its digit
/// @param namespace `/` when it names none
/// @param id what an acknowledgement is to name; empty when none is wanted
/// @param payload where in the message its JSON begins; at the message's end when it has none
record Packet(char type, String namespace, String id, int payload) {
  static final char CONNECT = '0';
  static final char DISCONNECT = '1';
  static final char EVENT = '2';

  private static final int LONGEST_NAMESPACE = 256;
  private static final int LONGEST_ID = 19;

  /// Reads one.
  ///
  /// @param at where in the message it begins
  /// @throws MalformedException when it is none
  static Packet read(Message message, int at) throws MalformedException {
    if (at >= message.length()) {
      throw new MalformedException("a packet without a type");
    }
    char type = character(message, at);
    int end = at + 1;
    String namespace = "/";
    if (end < message.length() && character(message, end) == '/') {
      int comma = comma(message, end);
      namespace = withoutQuery(text(message, end, comma));
      end = Math.min(message.length(), comma + 1);
    }
    int digits = end;
    while (digits < message.length() && Character.isDigit(character(message, digits))) {
      digits++;
    }
    if (digits - end > LONGEST_ID) {
      throw new MalformedException("an id of too many digits");
    }
    return new Packet(type, namespace, text(message, end, digits), digits);
  }

  private static int comma(Message message, int from) throws MalformedException {
    for (int at = from; at < message.length(); at++) {
      if (character(message, at) == ',') {
        return at;
      }
      if (at - from > LONGEST_NAMESPACE) {
        throw new MalformedException("a namespace that is too long");
      }
    }
    return message.length();
  }

  private static String withoutQuery(String namespace) {
    int question = namespace.indexOf('?');
    return question < 0 ? namespace : namespace.substring(0, question);
  }

  private static char character(Message message, int at) {
    return (char) (message.bytes()[message.from() + at] & 0x7f);
  }

  private static String text(Message message, int from, int to) {
    return new String(message.bytes(), message.from() + from, to - from, StandardCharsets.UTF_8);
  }
}
