package dev.sonde.http;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Where one call is sent on to. Credentials stay with the server that was asked first, unless it
/// is the same one behind https.
final class Redirects {
  private final Set<Url> seen = new HashSet<>();
  private final int most;

  Redirects(Call first) {
    most = first.terms().redirects();
    seen.add(first.url());
  }

  static boolean is(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /// The next call.
  ///
  /// @throws IOException when it leads nowhere, or may not be followed
  Call next(Call from, String location) throws IOException {
    try {
      Url to = target(from.url(), location);
      check(from.url(), to);
      return from.to(to, isSame(from.url(), to));
    } catch (IOException e) {
      throw new IOException(from.url().address() + ": " + e.getMessage(), e);
    }
  }

  private void check(Url from, Url to) throws IOException {
    if (from.secure() && !to.secure()) {
      throw new IOException("it redirects from https to http, to " + to.address());
    }
    if (!seen.add(to)) {
      throw new IOException("it redirects in a circle");
    }
    if (seen.size() - 1 > most) {
      throw new IOException("it redirects more than " + most + " times");
    }
  }

  private static boolean isSame(Url from, Url to) {
    if (!(from.address() instanceof Address.Tcp(String host, int port))
        || !(to.address() instanceof Address.Tcp(String otherHost, int otherPort))) {
      return from.address().equals(to.address());
    }
    boolean sameDoor = from.secure() == to.secure() && port == otherPort;
    boolean secured = !from.secure() && to.secure() && port == 80 && otherPort == 443;
    return host.equalsIgnoreCase(otherHost) && (sameDoor || secured);
  }

  private static Url target(Url from, String location) throws IOException {
    int fragment = location.indexOf('#');
    String bare = (fragment < 0 ? location : location.substring(0, fragment)).strip();
    String lower = bare.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http:") || lower.startsWith("https:")) {
      return absolute(bare);
    }
    if (bare.startsWith("//")) {
      return absolute((from.secure() ? "https:" : "http:") + bare);
    }
    if (lower.matches("[a-z][a-z0-9+.-]*:.*")) {
      throw new IOException("it redirects to something other than http and https");
    }
    return from.at(path(from.target(), bare));
  }

  /// A server must not lead to sockets of this machine.
  private static Url absolute(String text) throws IOException {
    try {
      Url url = Url.parse(text);
      if (url.address() instanceof Address.Tcp) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("it redirects to something that is not a URL", e);
    }
    throw new IOException("it redirects to a Unix socket of this machine");
  }

  private static String path(String base, String location) throws IOException {
    if (!Bytes.all(location, Bytes::isVisible)) {
      throw new IOException("it redirects to something that is not a URL");
    }
    int question = base.indexOf('?');
    String page = question < 0 ? base : base.substring(0, question);
    if (location.isEmpty() || location.startsWith("?")) {
      return location.isEmpty() ? base : page + location;
    }
    return location.startsWith("/")
        ? location
        : page.substring(0, page.lastIndexOf('/') + 1) + location;
  }
}
