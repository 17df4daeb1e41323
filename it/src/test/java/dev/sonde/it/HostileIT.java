package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that are slow, rude or many.
final class HostileIT {
  private static final int MANY = 10_000;
  private static final int SLOW = 200;
  private static final String GET_HEALTH = "GET /health HTTP/1.1\r\nHost: localhost\r\n";

  @TempDir private Path folder;
  private SondeProcess sonde;

  @BeforeEach
  void start() throws Exception {
    sonde =
        Launch.in(folder)
            .set("interval=500ms")
            .set("timeout=1m")
            .set("server.header_timeout=2s")
            .set("server.idle_timeout=2s")
            .start();
    sonde.await(() -> sonde.ask("/ready").status(), status -> status == 200);
  }

  @AfterEach
  void stillWell() throws Exception {
    try {
      assertThat(sonde.health().at("status").text()).isEqualTo("healthy");
      assertThat(sonde.log()).doesNotContain("ERROR", "\tat ", "    at ");
      sonde.signal("TERM");
      assertThat(sonde.awaitEnd().code()).isZero();
    } finally {
      sonde.close();
    }
  }

  @Test
  void tricklingClients_areCutOffAndKeepNobodyOut() throws Exception {
    List<Raw> slow = new ArrayList<>();
    for (int i = 0; i < SLOW; i++) {
      slow.add(Raw.to(sonde.port()).say("GET /met"));
    }
    for (var letter : "rics HTTP/1.1\r\nHost: x\r\n".split("")) {
      for (var each : slow) {
        sayIfItListens(each, letter);
      }
      assertThat(sonde.ask("/health").status()).isEqualTo(200);
    }
    for (var each : slow) {
      assertThat(each.hearAll()).matches("(?s)HTTP/1.1 (408|429) .*");
      each.close();
    }
  }

  @Test
  void halfRequests_areForgotten() throws Exception {
    for (int length = 1; length < GET_HEALTH.length(); length++) {
      Raw.to(sonde.port()).say(GET_HEALTH.substring(0, length)).close();
    }
    awaitGone(GET_HEALTH.length() - 1);
  }

  @Test
  void pipelinedRequests_areAnsweredInOrder() throws Exception {
    var requests =
        "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(50)
            + "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    try (var client = Raw.to(sonde.port())) {
      var answers = client.say(requests).hearAll().split("HTTP/1.1 ");
      assertThat(answers).hasSize(52);
      assertThat(answers[50]).startsWith("200 ");
      assertThat(answers[51]).startsWith("404 ");
    }
  }

  @Test
  void oversizedHead_isRefused() throws Exception {
    try (var client = Raw.to(sonde.port())) {
      assertThat(client.say("GET /" + "a".repeat(9_000)).hearAll()).startsWith("HTTP/1.1 414 ");
    }
    try (var client = Raw.to(sonde.port())) {
      var head = GET_HEALTH + "X-Long: " + "a".repeat(40_000);
      assertThat(client.say(head).hearAll()).startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void oversizedBody_isRefused() throws Exception {
    var head = "POST /-/reload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n";
    try (var client = Raw.to(sonde.port())) {
      assertThat(client.say(head).hearAll()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void otherProtocols_areAnsweredWith400() throws Exception {
    for (var opening :
        List.of("\u0016\u0003\u0001\u0002\0\u0001\0", "SSH-2.0-x\r\n\r\n", "\0\0\0\0\n\n")) {
      try (var client = Raw.to(sonde.port())) {
        assertThat(client.say(opening).hearAll()).startsWith("HTTP/1.1 400 ");
      }
    }
  }

  @Test
  void tenThousandConnections_keepNobodyOut() throws Exception {
    try (var crowd = Crowd.of(MANY, sonde.port(), "GET /health HTTP")) {
      sonde.await(() -> Raw.get(sonde.port(), "/health"), text -> text.startsWith("HTTP/1.1 200 "));
      assertThat(crowd.isThere()).isTrue();
    }
    awaitGone(MANY);
  }

  /// Until it has counted that this many came, and that they went.
  private void awaitGone(int connections) throws Exception {
    sonde.await(
        sonde::page,
        page ->
            page.at(series("sonde_http_connections_total")) > connections
                && page.at(series("sonde_http_open_connections")) <= 1);
  }

  private String series(String name) {
    return name + "{listener=\"127.0.0.1:" + sonde.port() + "\"}";
  }

  private static void sayIfItListens(Raw client, String text) throws Exception {
    try {
      client.say(text);
    } catch (SocketException closed) {
      assertThat(closed).hasMessageMatching("(?i).*(broken pipe|reset).*");
    }
  }
}
