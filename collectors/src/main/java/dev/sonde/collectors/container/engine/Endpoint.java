package dev.sonde.collectors.container.engine;

import dev.sonde.http.Address;
import dev.sonde.http.Url;
import dev.sonde.http.tls.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Where an Engine API is.
///
/// @param where as people write it: `unix:///run/docker.sock`, `tcp://build:2376`
/// @param base what a path is put behind
/// @param tls how it is spoken to, if it is
public record Endpoint(String where, String base, Optional<TlsConfig> tls) {
  private static final int PLAIN_PORT = 2375;
  private static final int SECURE_PORT = 2376;

  /// Reads `unix:///path`, `/path`, `tcp://host[:port]`, `http[s]://host[:port]`.
  ///
  /// @param tls for TCP
  /// @throws IllegalArgumentException with a message that reads on after the text
  public static Endpoint parse(String text, Optional<TlsConfig> tls) {
    String small = text.toLowerCase(Locale.ROOT);
    if (small.startsWith("unix://")) {
      return unix(Path.of(text.substring("unix://".length())));
    }
    if (text.startsWith("/")) {
      return unix(Path.of(text));
    }
    if (small.startsWith("tcp://")) {
      return tcp(text, text.substring("tcp://".length()), tls);
    }
    if (small.startsWith("https://")) {
      return tcp(
          text, text.substring("https://".length()), Optional.of(tls.orElse(TlsConfig.DEFAULT)));
    }
    if (small.startsWith("http://")) {
      return tcp(text, text.substring("http://".length()), Optional.empty());
    }
    throw refused(
        small.startsWith("ssh://")
            ? "is reached by ssh, which Sonde does not speak; forward its socket with `ssh -L"
                + " /run/user/1000/far.sock:/run/docker.sock HOST` and name that file"
            : "is not an address of a container engine");
  }

  /// One that is a file.
  ///
  /// @throws IllegalArgumentException for a path that is none
  public static Endpoint unix(Path socket) {
    String base = "http://unix:" + socket + ":";
    check(base + "/");
    return new Endpoint("unix://" + socket, base, Optional.empty());
  }

  /// A page of it.
  public Url at(String target) {
    return Url.parse(base + target);
  }

  /// The socket file, unless it is reached over the network.
  public Optional<Path> socket() {
    return at("/").address() instanceof Address.Unix(Path path)
        ? Optional.of(path)
        : Optional.empty();
  }

  /// The host that its containers run on, unless it is this machine.
  public Optional<String> host() {
    return at("/").address() instanceof Address.Tcp(String host, int _)
        ? Optional.of(host)
        : Optional.empty();
  }

  /// @throws IOException when this user may not open its socket, with words for people
  public void refuseUnreachable() throws IOException {
    Path socket = socket().orElse(null);
    if (socket != null && Files.exists(socket) && !Files.isWritable(socket)) {
      throw new IOException(Permission.words(socket));
    }
  }

  private static Endpoint tcp(String text, String rest, Optional<TlsConfig> tls) {
    String host = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    boolean port = host.lastIndexOf(':') > host.lastIndexOf(']');
    String whole = port ? host : host + ":" + (tls.isPresent() ? SECURE_PORT : PLAIN_PORT);
    String base = (tls.isPresent() ? "https://" : "http://") + whole;
    check(base + "/");
    return new Endpoint(text, base, tls);
  }

  private static void check(String url) {
    try {
      Url.parse(url);
    } catch (IllegalArgumentException _) {
      throw refused("is not an address of a container engine");
    }
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        why + "; allowed are unix:///path, tcp://host:port, http://host:port, https://host:port");
  }
}
