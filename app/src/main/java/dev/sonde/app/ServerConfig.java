package dev.sonde.app;

import dev.sonde.api.Settings;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.tls.ClientAuth;
import dev.sonde.http.tls.ServerTlsConfig;
import dev.sonde.server.history.QueryLimits;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Where Sonde listens, how much it takes from strangers, and how much may be asked of its store.
///
/// @param tls on the TCP addresses; a Unix socket is plain, as file permissions guard it
/// @param keysFile where the keys lie; empty for the data folder
record ServerConfig(
    List<Address> listen,
    Optional<ServerTlsConfig> tls,
    Limits limits,
    QueryLimits queries,
    Optional<String> keysFile) {
  private static final List<String> LOOPBACK = List.of("127.0.0.1:9100");

  ServerConfig {
    listen = List.copyOf(listen);
  }

  static ServerConfig read(Settings in) {
    List<Address> listen =
        in.parsedList(
            "listen",
            LOOPBACK,
            Address::parse,
            "Addresses: HOST:PORT, :PORT for every interface, unix:/path; [] for none.");
    if (new HashSet<>(listen).size() < listen.size()) {
      in.problem("listen", "names an address twice");
    }
    Optional<ServerTlsConfig> tls =
        in.section("tls", "TLS on the TCP addresses of `listen`.", ServerTlsConfig::read);
    noticeShut(in, listen, tls);
    QueryLimits queries =
        in.section("query", "How much may be asked of the store.", ServerConfig::queries);
    Optional<String> keys =
        in.text("keys_file", "Where `sonde keys` keeps keys; else `keys.json` in the data folder.")
            .filter(file -> !file.isBlank());
    return new ServerConfig(listen, tls, limits(in), queries, keys);
  }

  private static void noticeShut(Settings in, List<Address> listen, Optional<ServerTlsConfig> tls) {
    boolean shut = tls.filter(each -> each.clientAuth() == ClientAuth.REQUIRE).isPresent();
    if (shut && listen.stream().noneMatch(Address.Unix.class::isInstance)) {
      in.notice(
          "tls",
          "lets nobody in without a certificate, sonde health and sonde query neither; show them"
              + " one (--cert-file, --cert-key-file), add unix:/run/sonde/sonde.sock to"
              + " server.listen, or write client_auth: request");
    }
  }

  /// Does a listener ask clients for certificates?
  boolean asksForCertificates() {
    return tls.filter(each -> each.clientAuth() != ClientAuth.NONE).isPresent();
  }

  /// Is TLS spoken there?
  boolean isSecure(Address address) {
    return tls.isPresent() && address instanceof Address.Tcp;
  }

  private static Limits limits(Settings in) {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        (int)
            in.integer(
                "max_connections",
                usual.connections(),
                1,
                100_000,
                "Connections open at once; one more gets 503."),
        usual.requestLine(),
        (int)
            in.size(
                "max_header_bytes",
                usual.headerBytes(),
                1 << 10,
                1 << 20,
                "All headers of a request together."),
        usual.headerCount(),
        in.size("max_body_bytes", usual.body(), 0, 1L << 30, "The longest body of a request."),
        time(in, "header_timeout", usual.head(), "For a whole request head to arrive."),
        time(in, "body_timeout", usual.bodyTime(), "For a whole request body to arrive."),
        time(in, "idle_timeout", usual.idle(), "Between two requests of a connection."),
        time(in, "write_timeout", usual.write(), "For a whole response to be taken."),
        (int)
            in.integer(
                "max_failures_per_second",
                usual.failuresPerSecond(),
                1,
                1_000_000,
                "Failed requests of one address; more get 429."),
        (int)
            in.integer(
                "max_web_sockets",
                usual.webSockets(),
                0,
                100_000,
                "Of the connections, how many may be web sockets; one more gets 503."));
  }

  private static QueryLimits queries(Settings in) {
    QueryLimits usual = QueryLimits.DEFAULT;
    return new QueryLimits(
        time(in, "timeout", usual.timeout(), "For one whole query."),
        (int)
            in.integer(
                "max_series", usual.series(), 1, 1_000_000, "Series in one answer with values."),
        in.integer("max_points", usual.points(), 1, 1_000_000_000, "Points in one answer."),
        in.size("max_bytes", usual.bytes(), 1 << 10, 1L << 40, "One answer, uncompressed."),
        (int) in.integer("max_at_once", usual.atOnce(), 1, 64, "Queries at once; more wait."));
  }

  private static Duration time(Settings in, String key, Duration usual, String help) {
    return in.duration(key, usual, Duration.ofMillis(100), Duration.ofHours(1), help);
  }
}
