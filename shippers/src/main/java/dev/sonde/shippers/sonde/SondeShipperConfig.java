package dev.sonde.shippers.sonde;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import dev.sonde.http.Url;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.shippers.http.HttpConfig;
import java.util.Optional;

/// What can be chosen about `sonde`.
///
/// @param compression of bodies
/// @param hubs how many may answer at the address
/// @param transport the way batches go
public record SondeShipperConfig(
    HttpConfig http, Compression compression, Hubs hubs, Transport transport) {
  /// Where a hub takes batches, when the address does not say.
  static final String PATH = "/api/v1/batches";

  private static final String WEB_SOCKET = "/ws/metrics";

  /// The way batches go.
  public enum Transport {
    /// Over a web socket where one can be had, else over HTTP.
    AUTO,
    /// Over HTTP alone.
    HTTP
  }

  /// How bodies are compressed.
  public enum Compression {
    /// The smallest and the fastest.
    ZSTD,
    /// Where zstd's native code can't be loaded.
    GZIP
  }

  /// How many may answer at the address.
  public enum Hubs {
    /// One: what it says that it has is so, and what it has lost is sent again.
    ONE,
    /// Several behind a balancer, none of which knows what the others have.
    MANY
  }

  /// For one hub, with everything else as it is when nobody says otherwise: for programs that have
  /// no configuration to read.
  ///
  /// @param url `http://host[:port]` or `https://…`, with a path when the hub is not at the root
  /// @param key shown to the hub as `X-API-Key`; empty for none
  /// @param tls what it is with an `https` address
  /// @throws IllegalArgumentException with a message that says what is allowed; it never has the
  ///   key
  public static SondeShipperConfig of(String url, Optional<Secret> key, TlsConfig tls) {
    Url.parse(url);
    return new SondeShipperConfig(
        http(HttpConfig.usual(url, key, tls)), Compression.ZSTD, Hubs.ONE, Transport.AUTO);
  }

  static SondeShipperConfig read(Settings settings) {
    return new SondeShipperConfig(
        http(HttpConfig.read(settings)),
        settings.choice(
            "compression", Compression.ZSTD, "How bodies are compressed: zstd or gzip."),
        settings.choice(
            "hubs",
            Hubs.ONE,
            "one: the hub is asked how far it is, and gets again what it lost; many: several answer"
                + " at this address, and none knows what the others have."),
        settings.choice(
            "transport",
            Transport.AUTO,
            "auto: over a web socket where one can be had, which takes fewer bytes, else over HTTP;"
                + " http: over HTTP alone."));
  }

  /// Where the hub opens web sockets: beside its other path; empty for never.
  Optional<String> webSocket() {
    String target = Url.parse(http.url()).target();
    return transport == Transport.AUTO && target.endsWith(PATH)
        ? Optional.of(target.substring(0, target.length() - PATH.length()) + WEB_SOCKET)
        : Optional.empty();
  }

  /// An address without a path is that of a hub.
  private static HttpConfig http(HttpConfig given) {
    if (given.url().isEmpty()) {
      return given;
    }
    try {
      Url url = Url.parse(given.url());
      return url.target().equals("/")
          ? given.withUrl(new Url(url.secure(), url.address(), url.host(), PATH).toString())
          : given;
    } catch (IllegalArgumentException _) {
      return given; // which has been said
    }
  }
}
