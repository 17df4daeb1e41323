package dev.sonde.collectors.lichess;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import dev.sonde.http.Url;
import dev.sonde.http.tls.TlsConfig;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What is followed on Lichess.
///
/// @param channels as Lichess names them: `best`, `blitz` …
/// @param users whose games are followed
/// @param token of an account; without one, that of the environment
/// @param url of Lichess
/// @param poll how often it is asked what users play
/// @param idleTimeout how long a feed may be silent
/// @param longestPause between attempts
/// @param positions does each position become a series?
/// @param tls to Lichess
public record LichessConfig(
    List<String> channels,
    List<String> users,
    Optional<Secret> token,
    String url,
    Duration poll,
    Duration idleTimeout,
    Duration longestPause,
    boolean positions,
    TlsConfig tls) {
  private static final String LICHESS = "https://lichess.org";
  private static final Pattern CHANNEL = Pattern.compile("[a-z][A-Za-z0-9]{1,31}");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{1,29}");
  private static final int MOST_USERS = 8;
  private static final int MOST_CHANNELS = 32;
  private static final List<String> KNOWN =
      List.of(
          "best",
          "bullet",
          "blitz",
          "rapid",
          "classical",
          "ultraBullet",
          "chess960",
          "crazyhouse",
          "antichess",
          "atomic",
          "horde",
          "kingOfTheHill",
          "racingKings",
          "threeCheck",
          "bot",
          "computer");

  public LichessConfig {
    channels = List.copyOf(channels);
    users = List.copyOf(users);
  }

  /// Reads one from configuration.
  static LichessConfig read(Settings in) {
    var config =
        new LichessConfig(
            in.parsedList(
                "channels",
                List.of(),
                LichessConfig::channel,
                "Channels of Lichess TV: " + String.join(", ", KNOWN) + "."),
            in.parsedList(
                "users",
                List.of(),
                LichessConfig::user,
                "Users whose games are followed, "
                    + MOST_USERS
                    + " at most: Lichess lets no address follow more games."),
            in.secret(
                    "token",
                    "An API token, as made at lichess.org/account/oauth/token; none is needed."
                        + " Without it LICHESS_API_TOKEN in the environment counts.")
                .filter(each -> !each.reveal().isBlank()),
            in.parsed("url", LICHESS, LichessConfig::url, "Where Lichess is."),
            in.duration(
                "poll",
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                "How often Lichess is asked what users play."),
            in.duration(
                "idle_timeout",
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                Duration.ofHours(6),
                "A feed that says nothing for so long is begun anew."),
            in.duration(
                "longest_pause",
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofHours(1),
                "The pause before another attempt begins with a second and doubles up to this."),
            in.flag(
                "positions",
                false,
                "Record each position and the move that led to it, in labels? A series for every"
                    + " move."),
            in.section("tls", "How to speak TLS, with an https address.", TlsConfig::read)
                .orElse(TlsConfig.DEFAULT));
    config.check(in);
    return config;
  }

  boolean hasWork() {
    return !channels.isEmpty() || !users.isEmpty();
  }

  private void check(Settings in) {
    few(in, "channels", channels, MOST_CHANNELS);
    few(in, "users", users, MOST_USERS);
    for (String each : channels) {
      if (!KNOWN.contains(each)) {
        in.notice("channels", each + " is no channel that Sonde knows; Lichess will be asked");
      }
    }
    Url where = Url.parse(url);
    if (token.isPresent() && !where.secure() && !where.toString().contains("://127.")) {
      in.notice("url", "is http, so whoever listens on the way learns the token; write https");
    }
  }

  private static void few(Settings in, String key, List<String> names, int most) {
    Set<String> seen = new HashSet<>();
    for (String each : names) {
      if (!seen.add(each.toLowerCase(Locale.ROOT))) {
        in.problem(key, each + " stands there twice; remove one");
      }
    }
    if (names.size() > most) {
      in.problem(key, "are " + names.size() + "; " + most + " are allowed");
    }
  }

  private static String channel(String text) {
    return formed(text, CHANNEL, "is not the name of a channel, such as best or kingOfTheHill");
  }

  private static String user(String text) {
    return formed(text, USER, "is not the name of a user: letters, digits, _ and -");
  }

  private static String formed(String text, Pattern form, String otherwise) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException(otherwise);
    }
    return text;
  }

  private static String url(String text) {
    String plain = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    if (Url.parse(plain).target().indexOf('?') >= 0) {
      throw new IllegalArgumentException("is not where Lichess is: leave out what begins with ?");
    }
    return plain;
  }
}
