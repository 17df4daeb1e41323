package dev.sonde.server.door;

import dev.sonde.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;

/// What a request shows to be let in.
sealed interface Presented {
  /// The longest key that is looked at.
  int LONGEST = 512;

  /// Nothing.
  record Nothing() implements Presented {}

  /// A key.
  ///
  /// @param stored may a browser have sent it by itself, as it does with a password?
  record Key(String secret, boolean stored) implements Presented {
    /// Without the secret.
    @Override
    public String toString() {
      return "a key";
    }
  }

  /// Something that can't be a key.
  ///
  /// @param why for people; nothing of what was shown
  record Broken(String why) implements Presented {}

  /// Looks for it: `X-API-Key`, and in `Authorization` `Bearer`, `Token`, `Api-Token`, and `Basic`,
  /// where the password is the key. An empty one is none.
  static Presented in(Request request) {
    var all = new LinkedHashSet<Presented>();
    request.headers("X-API-Key").forEach(each -> all.add(key(each.strip(), false)));
    request.headers("Authorization").forEach(each -> all.add(authorization(each.strip())));
    all.remove(new Nothing());
    return switch (all.size()) {
      case 0 -> new Nothing();
      case 1 -> all.getFirst();
      default -> new Broken("the request shows more than one key");
    };
  }

  private static Presented authorization(String value) {
    if (value.isEmpty()) {
      return new Nothing();
    }
    int blank = value.indexOf(' ');
    String scheme = blank < 0 ? value : value.substring(0, blank);
    String rest = blank < 0 ? "" : value.substring(blank + 1).strip();
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "bearer", "token", "api-token" -> key(rest, false);
      case "basic" -> basic(rest);
      default -> new Broken("Authorization takes Bearer, Token, Api-Token or Basic here");
    };
  }

  private static Presented basic(String encoded) {
    if (encoded.length() > 4 * LONGEST) {
      return tooLong();
    }
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? new Broken("Authorization: Basic takes user:key in Base64")
          : key(pair.substring(colon + 1), true);
    } catch (IllegalArgumentException _) {
      return new Broken("Authorization: Basic takes user:key in Base64");
    }
  }

  private static Presented key(String text, boolean stored) {
    if (text.length() > LONGEST) {
      return tooLong();
    }
    if (text.chars().anyMatch(each -> each <= ' ' || each > '~')) {
      return new Broken("a key is one word of plain characters");
    }
    return text.isEmpty() ? new Nothing() : new Key(text, stored);
  }

  private static Presented tooLong() {
    return new Broken("a key has " + LONGEST + " characters at most");
  }
}
