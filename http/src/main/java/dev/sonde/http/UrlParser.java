package dev.sonde.http;

import java.util.regex.Pattern;

final class UrlParser {
  private static final String SCHEME = "http://";
  private static final String SECURE = "https://";
  private static final int PORT = 80;
  private static final int SECURE_PORT = 443;
  private static final int LONGEST = 8 << 10;

  /// What lacks nothing but the scheme.
  private static final Pattern BARE =
      Pattern.compile("[A-Za-z0-9.-]{1,200}:\\d{1,5}(/[\\w./-]{0,200})?");

  private UrlParser() {}

  static Url parse(String text) {
    boolean secure = begins(text, SECURE);
    if ((!secure && !begins(text, SCHEME)) || text.length() > LONGEST) {
      throw refused(
          "it has to begin with http:// or https:// and to be shorter than "
              + LONGEST
              + hint(text));
    }
    String rest = text.substring(secure ? SECURE.length() : SCHEME.length());
    return !secure && rest.startsWith(AddressParser.UNIX) ? unix(rest) : tcp(rest, secure);
  }

  static Url webSocket(String text) {
    boolean secure = begins(text, "wss://");
    if (!secure && !begins(text, "ws://")) {
      throw new IllegalArgumentException(
          "is not a URL that works here: allowed are ws[s]://host[:port][/path] and"
              + " ws://unix:/path/of.sock[:/path]");
    }
    return parse((secure ? SECURE : SCHEME) + text.substring(text.indexOf("://") + 3));
  }

  private static String hint(String text) {
    return BARE.matcher(text).matches() ? "; write " + SCHEME + text : "";
  }

  private static boolean begins(String text, String scheme) {
    return text.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static Url unix(String rest) {
    int colon = rest.indexOf(":/", AddressParser.UNIX.length());
    String socket = colon < 0 ? rest : rest.substring(0, colon);
    String target = colon < 0 ? "/" : rest.substring(colon + 1);
    return new Url(false, address(socket), "localhost", target(target));
  }

  private static Url tcp(String rest, boolean secure) {
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String authority = rest.substring(0, end);
    if (authority.indexOf('@') >= 0) {
      throw refused("name and password have keys of their own");
    }
    boolean port = authority.lastIndexOf(':') > authority.lastIndexOf(']');
    Address address = address(port ? authority : authority + ":" + (secure ? SECURE_PORT : PORT));
    if (!(address instanceof Address.Tcp(String host, int number))
        || host.isEmpty()
        || number == 0) {
      throw refused("the host is missing");
    }
    String target = rest.substring(end);
    return new Url(
        secure, address, authority, target(target.startsWith("/") ? target : "/" + target));
  }

  private static Address address(String text) {
    try {
      return AddressParser.parse(text);
    } catch (IllegalArgumentException _) {
      throw refused("the host or the port is wrong");
    }
  }

  private static String target(String text) {
    if (text.indexOf('#') >= 0 || !Bytes.all(text, Bytes::isVisible)) {
      throw refused("write blanks, # and what is not ASCII as %XX");
    }
    return text;
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "is not a URL that works here: "
            + why
            + "; allowed are http[s]://host[:port][/path] and http://unix:/path/of.sock[:/path]");
  }
}
