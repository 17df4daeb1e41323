package dev.sonde.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Pki.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub that speaks TLS and knows its agents by their certificates; all of them the real program,
/// and `openssl` as a stranger.
final class ServedTlsIT {
  private static final String NAMES = "DNS:localhost,IP:127.0.0.1";
  private static final String PING = "GET /api/metrics/ping HTTP/1.0\r\n\r\n";

  @TempDir private Path folder;
  private Pki pki;
  private Pair ca;
  private Pair server;
  private int port;

  @BeforeEach
  void prepare() throws Exception {
    pki = new Pki(folder.resolve("pki"));
    ca = pki.authority("ca");
    server = pki.rsa("server", ca, NAMES);
    port = Ports.free();
    Files.createDirectories(folder.resolve("hub"));
    Files.createDirectories(folder.resolve("agent"));
  }

  @Test
  void agents_areKnownByTheirCertificates() throws Exception {
    keys("add", "web-7", "--role", "ingest", "--label", "env=prod");
    keys("add", "gone", "--role", "ingest");
    keys("add", "reader", "--role", "read");
    keys("revoke", "gone");
    Pair good = pki.ec("web-7", ca, "");
    Pair other = pki.ec("elsewhere", pki.authority("other"), "DNS:web-7");
    Pair expired = pki.expired("late", ca, "DNS:web-7");
    String shippers =
        shipper("sonde", "socket", "", good)
            + shipper("prometheus_remote_write", "remote", "/api/v1/write", good)
            + shipper("http_json", "lines", "/api/metrics", good)
            + shipper("sonde", "stranger", "", other)
            + shipper("prometheus_remote_write", "expired", "/api/v1/write", expired)
            + shipper("http_json", "revoked", "/api/metrics", pki.ec("gone", ca, ""))
            + shipper("sonde", "unknown", "", pki.ec("nobody", ca, ""))
            + shipper("sonde", "reader", "", pki.ec("reader", ca, ""));
    try (var hub = hub("request").spawn();
        var agent = agent(shippers).start()) {
      hub.awaitListening();
      for (String name : List.of("socket", "remote", "lines")) {
        agent.await(() -> new Account(agent.page()).delivered(name), count -> count > 0);
      }
      for (String name : List.of("stranger", "expired", "revoked", "unknown")) {
        held(agent, name, "401");
      }
      held(agent, "reader", "403");
      agent.await(this::arrived, text -> text.contains("\"agent\":\"web-7\""));
      assertThat(arrived()).contains("\"env\":\"prod\"").doesNotContain("\"agent\":\"gone\"");
      keys("revoke", "web-7");
      held(agent, "remote", "401");
      held(agent, "lines", "401");
    }
  }

  @Test
  void strangers_getWords_andThisMachineAsksAsBefore() throws Exception {
    try (var hub = hub("request").spawn()) {
      hub.awaitListening();
      assertThat(said(PING)).contains("HTTP/1.1 200 ", "{\"status\":\"ok\"}");
      assertThat(said("POST /api/metrics HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}"))
          .contains("HTTP/1.1 401 ", "this needs a TLS client certificate");
      assertThat(hub.ask("/metrics").status()).as("plain HTTP").isEqualTo(400);
      assertThat(hub.ask("/metrics").text()).contains("this port speaks TLS");
      var health = Launch.in(folder.resolve("hub")).words("health").finish();
      assertThat(health.code()).as(health.err()).isZero();
      var query = Launch.in(folder.resolve("hub")).words("query", "no_such_series").finish();
      assertThat(query.err()).contains("no store");
      var elsewhere =
          Launch.in(folder.resolve("agent"))
              .words("query", "no_such_series", "--url", "https://localhost:" + port)
              .words("--ca-file", ca.certificate().toString())
              .finish();
      assertThat(elsewhere.err()).contains("no store");
    }
  }

  @Test
  void required_letsNobodyInWithout_butBySocket() throws Exception {
    Pair good = pki.ec("web-7", ca, "");
    Path socket = folder.resolve("s");
    try (var hub = hub("require").set("server.listen=" + both(socket)).spawn()) {
      hub.awaitListening();
      assertThat(said(PING)).doesNotContain("HTTP/1.1");
      assertThat(said(PING, "-cert", good.certificate().toString(), "-key", good.key().toString()))
          .contains("HTTP/1.1 200 ");
      var health =
          Launch.in(folder.resolve("hub"))
              .words("health")
              .set("server.listen=" + both(socket))
              .finish();
      assertThat(health.code()).as(health.err()).isZero();
    }
    var check = Launch.in(folder.resolve("hub")).words("check").finish();
    assertThat(check.out()).contains("lets nobody in without a certificate", ", TLS");
  }

  @Test
  void required_isMet_byVerbsThatShowACertificate() throws Exception {
    Pair good = pki.ec("web-7", ca, "");
    String[] shown = {
      "--cert-file", good.certificate().toString(), "--cert-key-file", good.key().toString()
    };
    Path here = folder.resolve("hub");
    try (var hub = hub("require").spawn()) {
      hub.awaitListening();
      assertThat(Launch.in(here).words("health").finish().code()).isOne();
      var health = Launch.in(here).words("health").words(shown).finish();
      assertThat(health.code()).as(health.err()).isZero();
      var agents = Launch.in(here).words("agents").words(shown).finish();
      assertThat(agents.out()).as(agents.err()).contains("nobody has pushed anything");
      var query = Launch.in(here).words("query", "no_such_series").words(shown).finish();
      assertThat(query.err()).contains("no store");
      var elsewhere =
          Launch.in(here)
              .words("agents", "--url", "https://localhost:" + port)
              .words("--ca-file", ca.certificate().toString())
              .words(shown)
              .finish();
      assertThat(elsewhere.out()).as(elsewhere.err()).contains("nobody has pushed anything");
    }
  }

  @Test
  void certificate_isRenewedWhileItRuns_andABadOneRefusedAtTheStart() throws Exception {
    try (var hub = hub("request").spawn()) {
      hub.awaitListening();
      Pair next = pki.ec("next", ca, NAMES);
      Files.move(next.key(), server.key(), StandardCopyOption.REPLACE_EXISTING);
      hub.await(() -> said(PING), text -> text.contains("HTTP/1.1 200 "));
      assertThat(hub.isAlive()).isTrue();
      Files.move(next.certificate(), server.certificate(), StandardCopyOption.REPLACE_EXISTING);
      hub.await(() -> said(PING, "-showcerts"), text -> text.contains("CN = next"));
    }
    Files.writeString(server.key(), "nonsense");
    for (String word : List.of("run", "check")) {
      var refused = Launch.in(folder.resolve("hub")).words(word).finish();
      assertThat(refused.code()).isEqualTo(78);
      assertThat(refused.err()).contains("server.tls: " + server.key());
    }
  }

  private static void held(SondeProcess agent, String name, String why) throws Exception {
    var at =
        agent.await(
            () -> agent.health().component(name),
            each -> each.toString().contains("last_error") && error(each).contains(why));
    assertThat(error(at)).contains(why);
  }

  private static String error(Json of) {
    return String.valueOf(of.at("last_error").value());
  }

  private String both(Path socket) {
    return "[\"127.0.0.1:" + port + "\", \"unix:" + socket + "\"]";
  }

  private void keys(String... words) throws Exception {
    var done = Launch.in(folder.resolve("hub")).words("keys").words(words).finish();
    assertThat(done.code()).as(done.err()).isZero();
  }

  private String arrived() throws IOException {
    Path lines = folder.resolve("arrived.jsonl");
    return Files.exists(lines) ? Files.readString(lines) : "";
  }

  private Launch hub(String clientAuth) throws IOException {
    return Launch.in(folder.resolve("hub"))
        .file(
            """
            interval: 1s
            store: {type: none}
            collectors: {host: {enabled: false}}
            server:
              listen: "127.0.0.1:%d"
              tls:
                cert_file: %s
                key_file: %s
                client_ca_file: %s
                client_auth: %s
            receivers: {enabled: true, auth: mtls}
            shippers:
              - {type: file, name: all, path: "%s", batch: {linger: 100ms}}
            """
                .formatted(
                    port,
                    server.certificate(),
                    server.key(),
                    ca.certificate(),
                    clientAuth,
                    folder.resolve("arrived.jsonl")));
  }

  private Launch agent(String shippers) throws IOException {
    return Launch.in(folder.resolve("agent"))
        .file(
            """
            interval: 200ms
            store: {type: none}
            collectors: {host: {enabled: false}}
            shippers:
            """
                + shippers);
  }

  private String shipper(String type, String name, String path, Pair own) {
    return """
      - type: %s
        name: %s
        url: "https://localhost:%d%s"
        start_at: oldest
        batch: {linger: 100ms}
        retry: {base: 100ms, cap: 500ms}
        tls: {ca_file: %s, cert_file: %s, key_file: %s}
    """
        .formatted(type, name, port, path, ca.certificate(), own.certificate(), own.key());
  }

  /// What openssl is answered, with what it says about TLS.
  private String said(String request, String... more) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Peers.program("openssl").toString(),
                "s_client",
                "-ign_eof",
                "-CAfile",
                ca.certificate().toString(),
                "-connect",
                "127.0.0.1:" + port));
    command.addAll(List.of(more));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      try (var out = process.getOutputStream()) {
        out.write(request.getBytes(UTF_8));
      } catch (IOException gone) {
        // It was refused before it could ask: what it says tells why.
      }
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
      return text;
    } finally {
      process.destroyForcibly();
    }
  }
}
