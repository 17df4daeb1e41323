package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What metricsd's users start as they always did, and what they could not do before.
final class MetricsdIT {
  @TempDir private Path folder;

  @Test
  void certificatesThatArentThere_endTheStart() throws Exception {
    config("\"tls\": {\"enabled\": true, \"ca_file\": \"ca.pem\"}");
    var ca = Launch.in(folder).words("-config", "config.json").finish();
    assertThat(ca.code()).as(ca.err()).isEqualTo(1);
    assertThat(ca.err()).contains("failed to read CA certificate: ", "ca.pem");
    config("\"tls\": {\"enabled\": true, \"cert_file\": \"c.crt\", \"key_file\": \"c.key\"}");
    var client = Launch.in(folder).words("-config=config.json").finish();
    assertThat(client.code()).as(client.err()).isEqualTo(1);
    assertThat(client.err()).contains("failed to load TLS certificate: ", "c.crt");
    var check = Launch.in(folder).words("check", "--config", "config.json").finish();
    assertThat(check.code()).as(check.err()).isZero();
    assertThat(check.out()).containsPattern("warning +http_json: .*c\\.crt");
  }

  @Test
  void elsewhere_theDestinationIsHeldAndTheRestRuns() throws Exception {
    var launch =
        Launch.in(folder)
            .file(
                """
                interval: 200ms
                shippers:
                  - {type: file, path: out.jsonl}
                  - type: http_json
                    url: "https://127.0.0.1:1/"
                    tls: {ca_file: ca.pem}
                    batch: {linger: 0s}
                    retry: {base: 10ms, cap: 50ms}
                """);
    try (var sonde = launch.start()) {
      var health =
          sonde.await(
              sonde::health, each -> each.component("http_json").at("state").text().equals("held"));
      assertThat(health.component("http_json").at("last_error").text()).contains("ca.pem");
      assertThat(health.component("file").at("state").text()).isEqualTo("ok");
    }
  }

  @Test
  void takenPort_isNoSuccess() throws Exception {
    config("\"timeout\": 1000000000");
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var end =
          Launch.in(folder)
              .environment("MC_SERVER_HOST", "127.0.0.1")
              .environment("MC_SERVER_PORT", Integer.toString(taken.getLocalPort()))
              .finish();
      assertThat(end.code()).as(end.err()).isEqualTo(1);
      assertThat(end.err()).contains("can't listen on");
    }
  }

  @Test
  void help_andFlagsThatAreNone_endAsInGo() throws Exception {
    assertThat(Launch.in(folder).words("-help").finish().code()).isZero();
    assertThat(Launch.in(folder).words("-confg", "x").finish().code()).isEqualTo(2);
  }

  @Test
  void connect_reachesWhatIsThere_whileAnotherRuns() throws Exception {
    int nobody = Ports.free();
    try (var there = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var sonde =
            Launch.in(folder)
                .file(
                    """
                    shippers:
                      - {name: there, type: http_json, url: "http://127.0.0.1:%d/"}
                      - {name: nobody, type: prometheus_remote_write, url: "http://127.0.0.1:%d/"}
                    """
                        .formatted(there.getLocalPort(), nobody))
                .start()) {
      assertThat(sonde.isAlive()).isTrue();
      var end = Launch.in(folder).words("check", "--connect").finish();
      assertThat(end.code()).as(end.out()).isEqualTo(1);
      assertThat(end.out())
          .contains(
              "connect    there, good", "connect    nobody, NOT GOOD", "connect    store, good")
          .endsWith("connect    2 of 3 good; nothing was sent\n");
      var other = Launch.in(folder).words("run", "--connect").finish();
      assertThat(other.code()).isEqualTo(2);
      assertThat(other.err()).contains("--connect belongs to check");
    }
  }

  @Test
  void secrets_areNeverShown() throws Exception {
    var launch =
        Launch.in(folder)
            .file(
                """
                shippers:
                  - type: http_json
                    url: "https://127.0.0.1:1/"
                    tls: {cert_file: c.crt, key_file: c.key, key_passphrase: s3cret}
                    proxy: {url: "http://127.0.0.1:2", username: u, password: s3cret}
                    bearer_token: s3cret
                """);
    assertThat(launch.words("config").finish().out())
        .contains("key_passphrase: \"***\"")
        .doesNotContain("s3cret");
    try (var sonde = Launch.in(folder).words("-log-level", "debug").start()) {
      assertThat(sonde.ask("/api/config").text()).doesNotContain("s3cret");
      assertThat(sonde.ask("/health").text() + sonde.log()).doesNotContain("s3cret");
    }
  }

  private void config(String more) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"shipper\": {\"type\": \"http_json\", \"endpoint\": \"https://127.0.0.1:1/in\", "
            + more
            + "}}");
  }
}
