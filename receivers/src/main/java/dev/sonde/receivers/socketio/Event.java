package dev.sonde.receivers.socketio;

import dev.sonde.http.websocket.Message;
import java.nio.charset.StandardCharsets;

/// What an event's JSON begins with: `["metric",{…}]`.
///
/// @param name as it stands there: one with an escape is no name that anybody here knows
/// @param comma where in the message the first argument's comma stands; at the closing bracket when
///   there is no argument
record Event(String name, int comma) {
  private static final int LONGEST = 100;

  /// Reads it.
  ///
  /// @param from where in the message its JSON begins
  /// @throws MalformedException when it is none
  static Event read(Message message, int from) throws MalformedException {
    int bracket = next(message, from, '[');
    int quote = next(message, bracket + 1, '"');
    int end = quote + 1;
    while (at(message, end) != '"') {
      end++;
      if (end - quote > LONGEST) {
        throw new MalformedException("an event whose name is too long");
      }
    }
    String name =
        new String(
            message.bytes(), message.from() + quote + 1, end - quote - 1, StandardCharsets.UTF_8);
    int after = white(message, end + 1);
    if (at(message, after) != ',' && at(message, after) != ']') {
      throw new MalformedException("an event is a list that begins with its name");
    }
    return new Event(name, after);
  }

  /// Turns the message into the list of its arguments: what stands from [#comma] on is one then.
  void cutName(Message message) {
    message.bytes()[message.from() + comma] = '[';
  }

  boolean hasArguments(Message message) {
    return message.bytes()[message.from() + comma] != ']';
  }

  private static int next(Message message, int from, char wanted) throws MalformedException {
    int at = white(message, from);
    if (at(message, at) != wanted) {
      throw new MalformedException("an event is a list that begins with its name");
    }
    return at;
  }

  private static int white(Message message, int from) throws MalformedException {
    int at = from;
    while (at(message, at) == ' ') {
      at++;
    }
    return at;
  }

  private static int at(Message message, int place) throws MalformedException {
    if (place >= message.length()) {
      throw new MalformedException("an event that ends too early");
    }
    return message.bytes()[message.from() + place];
  }
}
