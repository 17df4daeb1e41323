package dev.sonde.collectors.lichess;

import dev.sonde.collectors.access.Caller;
import dev.sonde.http.BodyBuffer;
import dev.sonde.http.Call;
import dev.sonde.http.Fetched;
import dev.sonde.http.Header;
import dev.sonde.http.HeaderLines;
import dev.sonde.http.LineReader;
import dev.sonde.http.Streamed;
import dev.sonde.http.Url;
import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonArray;
import dev.sonde.wire.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is asked of Lichess. Safe for all threads.
final class Lichess {
  /// Bytes of a line and of an answer.
  static final int LONGEST_LINE = 64 << 10;

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long LONGEST_HOLD_SECONDS = 3600;
  private static final String BEST = "best";
  private static final Header AGENT = new Header("User-Agent", "sonde");
  private static final List<Header> LINES =
      List.of(AGENT, new Header("Accept", "application/x-ndjson"));
  private static final List<Header> ANSWER =
      List.of(AGENT, new Header("Accept", "application/json"));

  private final String url;
  private final Duration quiet;
  private final Caller caller;
  private final Gate gate;

  /// @param url without a slash at its end
  /// @param quiet how long a feed may be silent
  Lichess(String url, Duration quiet, Caller caller, Gate gate) {
    this.url = url;
    this.quiet = quiet;
    this.caller = caller;
    this.gate = gate;
  }

  /// Follows what a channel shows, until that ends.
  ///
  /// @throws Refused when there is no such feed
  Streamed.End channel(String name, LineReader.Lines to) throws IOException, InterruptedException {
    return follow(name.equals(BEST) ? "/api/tv/feed" : "/api/tv/" + name + "/feed", to);
  }

  /// Follows a game, until that ends.
  Streamed.End game(String id, LineReader.Lines to) throws IOException, InterruptedException {
    return follow("/api/stream/game/" + id, to);
  }

  /// How a game stands.
  Result result(String id) throws IOException, InterruptedException {
    var body = new BodyBuffer(LONGEST_LINE);
    try {
      fetch(
          "/game/export/"
              + id
              + "?moves=false&tags=false&clocks=false&evals=false&opening=false&division=false",
          body);
      return MessageReader.result(body.bytes(), body.size());
    } finally {
      body.clear();
    }
  }

  /// How users are just now.
  ///
  /// @param ids in small letters
  List<Presence> presences(List<String> ids) throws IOException, InterruptedException {
    var body = new BodyBuffer(LONGEST_LINE);
    try {
      fetch("/api/users/status?withGameIds=true&ids=" + String.join(",", ids), body);
      return presences(Json.read(body.copy()));
    } finally {
      body.clear();
    }
  }

  /// Why a feed that ended so was of no use.
  static String words(Streamed.End end) {
    return switch (end) {
      case SERVER -> "Lichess ended the feed before it told anything";
      case QUIET -> "Lichess said nothing for so long as idle_timeout allows";
      case READER -> "the feed was left before it told anything";
    };
  }

  /// How one user is.
  ///
  /// @param user the id
  /// @param game the one that is played
  record Presence(String user, boolean online, boolean playing, Optional<String> game) {}

  private static List<Presence> presences(Json answer) {
    var presences = new ArrayList<Presence>();
    if (answer instanceof JsonArray(List<Json> elements)) {
      for (Json each : elements) {
        if (each instanceof JsonObject user) {
          presences.add(presence(user));
        }
      }
    }
    return presences;
  }

  private static Presence presence(JsonObject user) {
    String game = MessageReader.id(user, "playingId");
    return new Presence(
        user.text("id").orElse(""),
        user.flag("online").orElse(false),
        user.flag("playing").orElse(false) || !game.isEmpty(),
        Optional.of(game).filter(id -> !id.isEmpty()));
  }

  private Streamed.End follow(String target, LineReader.Lines to)
      throws IOException, InterruptedException {
    Streamed ended =
        caller.client().stream(call(target, LINES), quiet, new LineReader(LONGEST_LINE, to));
    check(ended.status(), ended.headers(), target);
    return ended.end();
  }

  private void fetch(String target, BodyBuffer into) throws IOException, InterruptedException {
    Fetched fetched = caller.client().fetch(call(target, ANSWER).within(LIMIT), into);
    check(fetched.status(), fetched.headers(), path(target));
    if (!fetched.whole()) {
      throw new IOException(
          "the answer to " + path(target) + " is longer than " + LONGEST_LINE + " bytes");
    }
  }

  private Call call(String target, List<Header> headers) throws IOException, InterruptedException {
    Call call = caller.get(Url.parse(url + target)).with(headers);
    gate.pass();
    return call;
  }

  private void check(int status, HeaderLines headers, String target) throws Refused {
    if (status == 429) {
      gate.hold(headers.first("retry-after").map(Lichess::span).orElse(MINUTE));
    }
    if (status / 100 != 2) {
      throw new Refused(status, target);
    }
  }

  /// A minute for a date, which Lichess never sends, and for rubbish.
  private static Duration span(String retryAfter) {
    try {
      long seconds = Long.parseLong(retryAfter.strip());
      return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_HOLD_SECONDS));
    } catch (NumberFormatException _) {
      return MINUTE;
    }
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
