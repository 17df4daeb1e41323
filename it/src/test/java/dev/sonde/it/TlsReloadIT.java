package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Pki.Pair;
import dev.sonde.testkit.FaultyPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates that change under traffic, and peers that insist on the client's.
final class TlsReloadIT {
  private static final int CHANGES = 12;
  private static final Duration EVERY = Duration.ofMillis(700);

  @TempDir private Path folder;

  @Test
  void certificates_changeWithoutAFailedBatch() throws Exception {
    var pki = new Pki(folder.resolve("pki"));
    var ca = pki.authority("ca");
    var identities = new ArrayList<Pair>();
    for (int i = 0; i < CHANGES; i++) {
      identities.add(pki.ec("client-" + i, ca, ""));
    }
    var current = new Pair(folder.resolve("client.pem"), folder.resolve("client.key"));
    put(identities.getFirst(), current);
    try (var receiver = new FaultyPeer();
        var nginx = new Nginx(folder.resolve("nginx"), receiver.url(""))) {
      int port = nginx.port();
      nginx
          .server(
              port,
              pki.ec("server", ca, "DNS:localhost"),
              List.of("ssl_verify_client on", "ssl_client_certificate " + ca.certificate()))
          .start();
      List<Nginx.Request> requests;
      try (var sonde = Launch.in(folder).file(configuration(port, ca, current)).start()) {
        sonde.await(() -> receiver.accepted().size(), size -> size > 2);
        for (var each : identities) {
          put(each, current);
          sonde.pass(EVERY);
        }
        var last = serial(identities.getLast());
        sonde.await(() -> nginx.requests("/in").getLast().clientSerial(), last::equals);
        var destination = sonde.health().component("reloading");
        assertThat(destination.at("last_error").value()).as(destination.toString()).isNull();
        assertThat(new Account(sonde.page()).dropped("reloading")).isZero();
        // Not later: one that is under way when Sonde is killed is no success.
        requests = nginx.requests("/in");
      }
      assertThat(requests).allMatch(each -> each.status() == 200);
      assertThat(requests.stream().map(Nginx.Request::clientSerial).collect(Collectors.toSet()))
          .as("identities shown")
          .hasSizeGreaterThan(1);
      follow(receiver);
    }
  }

  private static String serial(Pair of) throws IOException, CertificateException {
    try (var in = Files.newInputStream(of.certificate())) {
      var read = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return HexFormat.of().withUpperCase().formatHex(read.getSerialNumber().toByteArray());
    }
  }

  /// First the key, then the certificate, each whole: for a moment they don't go together.
  private static void put(Pair from, Pair to) throws IOException {
    put(from.key(), to.key());
    put(from.certificate(), to.certificate());
  }

  private static void put(Path from, Path to) throws IOException {
    var next = to.resolveSibling(to.getFileName() + ".next");
    Files.copy(from, next, StandardCopyOption.COPY_ATTRIBUTES);
    Files.move(next, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /// No run is missing, and none is there twice.
  private static void follow(FaultyPeer receiver) {
    var runs = new ArrayList<Double>();
    for (var each : receiver.accepted()) {
      for (var metric : Json.of(each.text()).at("metrics").elements()) {
        if (metric.at("labels").at("component").text().equals("self")) {
          runs.add(metric.at("value").number());
        }
      }
    }
    for (int i = 1; i < runs.size(); i++) {
      assertThat(runs.get(i)).isEqualTo(runs.get(i - 1) + 1);
    }
  }

  /// A run that is given up would be missing among those that follow each other.
  private static String configuration(int port, Pair ca, Pair client) {
    return """
    interval: 100ms
    timeout: 3m
    collectors: {host: {enabled: false}}
    shippers:
      - type: http_json
        name: reloading
        url: "https://localhost:%d/in"
        start_at: oldest
        timeout: 3m
        batch: {linger: 50ms}
        processors: [{keep: {name: sonde_component_runs_total}}]
        tls: {ca_file: %s, cert_file: %s, key_file: %s}
    """
        .formatted(port, ca.certificate(), client.certificate(), client.key());
  }

  @Test
  void prometheusThatInsistsOnACertificate_takesOnlyThoseThatHaveOne() throws Exception {
    var pki = new Pki(folder.resolve("pki"));
    var ca = pki.authority("ca");
    var server = pki.rsa("server", ca, "DNS:localhost");
    var client = pki.ec("client", ca, "");
    var web =
        Files.writeString(
            folder.resolve("web.yml"),
            """
            tls_server_config:
              cert_file: %s
              key_file: %s
              client_ca_file: %s
              client_auth_type: RequireAndVerifyClientCert
              min_version: TLS13
            """
                .formatted(server.certificate(), server.key(), ca.certificate()));
    try (var prometheus =
        new Prometheus(folder.resolve("prometheus"), "--web.config.file=" + web)) {
      var to = "https://localhost:" + prometheus.port() + "/api/v1/write";
      var trust = "ca_file: " + ca.certificate();
      var own = trust + ", cert_file: " + client.certificate() + ", key_file: " + client.key();
      var stranger = pki.ec("stranger", pki.authority("other"), "");
      var wrong =
          trust + ", cert_file: " + stranger.certificate() + ", key_file: " + stranger.key();
      var shippers =
          remote("known", to, own) + remote("unknown", to, trust) + remote("wrong", to, wrong);
      try (var sonde = Launch.in(folder).file("interval: 1s\nshippers:\n" + shippers).start()) {
        sonde.await(() -> new Account(sonde.page()), each -> each.delivered("known") > 0);
        for (var name : List.of("unknown", "wrong")) {
          var failed =
              sonde.await(
                  () -> sonde.health().component(name),
                  each -> each.at("last_error").text().contains("certificate"));
          assertThat(failed.at("last_error").text()).as(name).contains("the server refuses");
          assertThat(new Account(sonde.page()).delivered(name)).isZero();
          assertThat(new Account(sonde.page()).dropped(name)).isZero();
        }
      }
    }
  }

  private static String remote(String name, String url, String tls) {
    return """
      - type: prometheus_remote_write
        name: %s
        url: "%s"
        retry: {base: 300ms, cap: 1s}
        tls: {%s}
    """
        .formatted(name, url, tls);
  }
}
