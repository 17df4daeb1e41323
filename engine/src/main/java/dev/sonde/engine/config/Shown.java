package dev.sonde.engine.config;

import dev.sonde.api.SecretParameters;
import java.util.Locale;

/// How values are shown to people: quoted, shortened, without secrets.
public final class Shown {
  static final String HIDDEN = "***";
  private static final int LONGEST = 80;
  private static final String[] SECRETIVE = {
    "password",
    "passwd",
    "passphrase",
    "token",
    "secret",
    "credential",
    "authorization",
    "cookie",
    "api_key",
    "apikey",
    "private_key"
  };

  private Shown() {}

  static String quoted(String text) {
    StringBuilder out = new StringBuilder().append('"');
    for (int at = 0; at < Math.min(text.length(), LONGEST); at++) {
      char c = text.charAt(at);
      if (c < ' ' || c == 0x7F) {
        out.append(' ');
      } else {
        out.append(c);
      }
    }
    return out.append(text.length() > LONGEST ? "…\"" : "\"").toString();
  }

  /// A value for a message: its reference, if it came through one.
  static String value(String key, Node.Scalar scalar) {
    return quoted(text(key, scalar));
  }

  /// A value for a page: its reference, if it came through one.
  static String text(String key, Node.Scalar scalar) {
    return secretive(key) && !scalar.text().isEmpty()
        ? secret(scalar)
        : withoutCredentials(scalar.written());
  }

  /// A reference says where a secret is, anything else is hidden.
  static String secret(Node.Scalar scalar) {
    return References.isOneReference(scalar) ? scalar.written() : HIDDEN;
  }

  static boolean secretive(String key) {
    String lower = key.toLowerCase(Locale.ROOT).replace('-', '_');
    if (lower.equals("key") || lower.endsWith("_key")) {
      return true;
    }
    for (String word : SECRETIVE) {
      if (lower.contains(word) && !lower.endsWith("_file")) {
        return true;
      }
    }
    return false;
  }

  /// Headers, forms and environments carry keys under names of their own, so no value of theirs is
  /// shown.
  static boolean holdsSecrets(String key) {
    return key.equals("headers")
        || key.equals("environment")
        || key.equals("endpoint_params")
        || key.equals("proxy_connect_header");
  }

  /// Parameters of a request are told by other names than keys of a file.
  static boolean holdsSecret(String within, String name) {
    return within.equals("params") && SecretParameters.isSecret(name);
  }

  /// `https://user:pass@host/?token=x` as `https://***@host/?token=***`.
  public static String withoutCredentials(String text) {
    int start = text.indexOf("://");
    if (start < 0) {
      return text.startsWith("/") ? SecretParameters.hidden(text, HIDDEN) : text;
    }
    int at = text.lastIndexOf('@', endOfCredentials(text, start + 3) - 1);
    String bare = at > start ? text.substring(0, start + 3) + HIDDEN + text.substring(at) : text;
    return SecretParameters.hidden(bare, HIDDEN);
  }

  /// A password may hold what ends an address: then what follows the colon is no port.
  private static int endOfCredentials(String text, int from) {
    int end = endOfAuthority(text, from);
    int colon = text.lastIndexOf(':', end - 1);
    boolean password = colon >= from && text.charAt(from) != '[';
    for (int at = colon + 1; password && at < end; at++) {
      if (!Character.isDigit(text.charAt(at))) {
        return text.length();
      }
    }
    return end;
  }

  private static int endOfAuthority(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      if ("/?#".indexOf(text.charAt(at)) >= 0) {
        return at;
      }
    }
    return text.length();
  }
}
