package dev.sonde.collectors.lichess;

import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonRules;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Reads the lines of Lichess' feeds. Whatever may be absent, or something else than it should be,
/// is taken as absent; a line without which nothing can be said is refused.
///
/// # Implementation notes
///
/// Two kinds of feeds: `{"t":"featured","d":{…}}` and `{"t":"fen","d":{…}}` of a channel, where
/// players stand in a list; a game's own, whose first and last line describe it (`"id"`, players by
/// color) and whose others are bare positions.
final class MessageReader {
  private static final JsonRules RULES =
      new JsonRules(
          Lichess.LONGEST_LINE,
          16,
          16 << 10,
          2_000,
          JsonRules.Repeated.LAST,
          JsonRules.Broken.REPLACE,
          JsonRules.Words.REFUSE);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,16}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern TITLE = Pattern.compile("[A-Z]{1,8}");
  private static final Pattern MOVE = Pattern.compile("[A-Za-z0-9@=+#-]{2,10}");
  private static final Pattern FEN = Pattern.compile("[!-~][ -~]{0,149}");
  private static final double MOST = 1e9;
  private static final int MOST_MOVES = 10_000;

  private MessageReader() {}

  /// One line, without its end.
  ///
  /// @throws JsonException when it tells nothing that can be understood, in words for people
  static Message read(byte[] bytes, int from, int length) throws JsonException {
    JsonObject line = object(bytes, from, length);
    if (line.member("t") != null) {
      return channel(line.text("t").orElse(""), line.object("d"));
    }
    if (line.member("id") != null) {
      return described(line);
    }
    return line.member("fen") != null ? new Message.Moved(position(line)) : new Message.Other();
  }

  /// How a game stands, from an answer that describes it.
  ///
  /// @throws JsonException when that can't be understood
  static Result result(byte[] bytes, int length) throws JsonException {
    return result(object(bytes, 0, length));
  }

  /// One JSON object.
  static JsonObject object(byte[] bytes, int from, int length) throws JsonException {
    if (Json.read(bytes, from, from + length, RULES) instanceof JsonObject object) {
      return object;
    }
    throw new JsonException("an object is wanted");
  }

  /// An id of a game, or empty text.
  static String id(JsonObject of, String key) {
    return text(of, key, ID);
  }

  private static Message channel(String kind, JsonObject data) throws JsonException {
    return switch (kind) {
      case "featured" -> {
        var game = new Game(wantedId(data), listed(data, "white"), listed(data, "black"));
        yield new Message.Shown(game, featured(data), 0);
      }
      case "fen" -> new Message.Moved(position(data));
      default -> new Message.Other();
    };
  }

  private static Message described(JsonObject line) throws JsonException {
    String id = wantedId(line);
    String status = status(line);
    if (!status.isEmpty() && !Result.isGoingOn(status)) {
      return new Message.Over(result(line));
    }
    JsonObject players = line.object("players");
    var game = new Game(id, player(players.object("white")), player(players.object("black")));
    var position =
        new Position(
            text(line, "fen", FEN),
            text(line, "lastMove", MOVE),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    double played = number(line, "turns").orElse(0) - number(line, "startedAtTurn").orElse(0);
    return new Message.Shown(game, position, (int) Math.clamp(played, 0, MOST_MOVES));
  }

  private static Result result(JsonObject game) {
    return Result.of(status(game), game.text("winner").orElse(""));
  }

  /// A text in one place, an object with a name in the other.
  private static String status(JsonObject game) {
    return game.text("status").or(() -> game.object("status").text("name")).orElse("");
  }

  private static String wantedId(JsonObject of) throws JsonException {
    String id = id(of, "id");
    if (id.isEmpty()) {
      throw new JsonException("a game without an id");
    }
    return id;
  }

  private static Position position(JsonObject of) {
    return new Position(
        text(of, "fen", FEN), text(of, "lm", MOVE), number(of, "wc"), number(of, "bc"));
  }

  private static Position featured(JsonObject data) {
    return new Position(
        text(data, "fen", FEN),
        "",
        number(seat(data, "white"), "seconds"),
        number(seat(data, "black"), "seconds"));
  }

  private static Player listed(JsonObject data, String color) {
    return player(seat(data, color));
  }

  private static JsonObject seat(JsonObject data, String color) {
    for (Json each : data.array("players").elements()) {
      if (each instanceof JsonObject seat && seat.text("color").orElse("").equals(color)) {
        return seat;
      }
    }
    return JsonObject.EMPTY;
  }

  private static Player player(JsonObject of) {
    JsonObject user = of.object("user");
    return new Player(text(user, "name", NAME), text(user, "title", TITLE), number(of, "rating"));
  }

  private static String text(JsonObject of, String key, Pattern form) {
    return of.text(key).filter(text -> form.matcher(text).matches()).orElse("");
  }

  private static OptionalDouble number(JsonObject of, String key) {
    double value = of.number(key).map(JsonNumber::asDouble).orElse(Double.NaN);
    return value >= 0 && value <= MOST ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
