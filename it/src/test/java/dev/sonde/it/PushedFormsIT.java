package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Python's standard library writes into a hub what clients of the reference systems write.
final class PushedFormsIT {
  /// `METHOD URL BODY [Name: value]…`; prints the status, and the body in a second line.
  private static final String CLIENT =
      """
      import sys, urllib.request, urllib.error
      method, url, body = sys.argv[1:4]
      headers = dict(each.split(': ', 1) for each in sys.argv[4:])
      request = urllib.request.Request(url, body.encode(), headers, method=method)
      try:
          answer = urllib.request.urlopen(request, timeout=180)
      except urllib.error.HTTPError as refused:
          answer = refused
      print(answer.status)
      print(answer.read().decode())
      """;

  private static final String JSON = "Content-Type: application/json";

  @TempDir private Path folder;

  private record Answer(int status, String body) {}

  @BeforeEach
  void needPython() throws Exception {
    boolean there = hasPython();
    assertThat(there || System.getenv("CI") == null).as("CI has python3").isTrue();
    assumeTrue(there, "python3 is not on this machine, so no foreign client writes to the hub");
  }

  @Test
  void batchOfThePushClient_isStored_underItsName() throws Exception {
    String batch =
        """
        {"timestamp": "%s", "metrics": {"BatteryCollector": {"metric": 87, "timestamp": null}}, \
        "received_at": "%1$s"}\
        """
            .formatted(Instant.now().toString().replace("Z", "+00:00"));
    try (var hub = hub()) {
      Answer answer =
          send(hub, "POST", "/api/metrics", batch, JSON, "X-API-Key: ", "X-Client-ID: kitchen");
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      await(hub, "battery_metric{client_id=\"kitchen\"}", 87);
      assertThat(send(hub, "GET", "/api/metrics/health", "").status()).isEqualTo(200);
    }
  }

  @Test
  void bothFormsOfTheGenericPipeline_areStored_asOneSeries() throws Exception {
    String flat =
        """
        {"origin": "application", "metric_type": "event", "value": 1.5, "timestamp": "%s", \
        "metadata": null}\
        """
            .formatted(Instant.now().minusSeconds(1));
    String framed =
        """
        {"measurement": "system_metrics", "tags": {"origin": "application", \
        "metric_type": "event"}, "fields": {"value": 2.5}, "timestamp": "%s"}\
        """
            .formatted(Instant.now());
    try (var hub = hub()) {
      for (String body : List.of(flat, framed)) {
        Answer answer = send(hub, "POST", "/api/metrics", body, JSON);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"success\":true");
      }
      await(hub, "event{origin=\"application\"}", 1.5);
      await(hub, "event{origin=\"application\"}", 2.5);
    }
  }

  @Test
  void influxLine_isStored() throws Exception {
    try (var hub = hub()) {
      Answer answer = send(hub, "POST", "/write?db=any", "weather,place=roof degrees=21.5");
      assertThat(answer.status()).as(answer.body()).isEqualTo(204);
      await(hub, "weather_degrees{place=\"roof\"}", 21.5);
    }
  }

  @Test
  void jobsPage_isStored_andABadOneIsRefused() throws Exception {
    try (var hub = hub()) {
      Answer answer = send(hub, "POST", "/metrics/job/backup", "backup_bytes 4096\n");
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      await(hub, "backup_bytes{job=\"backup\"}", 4096);
      assertThat(send(hub, "PUT", "/metrics/job/backup", "backup_bytes x\n").status())
          .isEqualTo(400);
      assertThat(send(hub, "DELETE", "/metrics/job/backup", "").status()).isEqualTo(202);
    }
  }

  private SondeProcess hub() throws Exception {
    Files.createDirectories(folder.resolve("hub"));
    return Launch.in(folder.resolve("hub"))
        .file(
            """
            collectors: {host: {enabled: false}}
            receivers: {enabled: true, auth: none}
            """)
        .start();
  }

  private static void await(SondeProcess hub, String series, double value) throws Exception {
    hub.await(() -> ReceiversIT.stored(hub, series), all -> all.containsValue(value));
  }

  private static Answer send(
      SondeProcess hub, String method, String path, String body, String... headers)
      throws Exception {
    var command = new ArrayList<>(List.of("python3", "-c", CLIENT, method));
    command.add("http://127.0.0.1:" + hub.port() + path);
    command.add(body);
    command.addAll(List.of(headers));
    Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor(3, TimeUnit.MINUTES)).as(said).isTrue();
    assertThat(python.exitValue()).as(said).isZero();
    String[] parts = said.split("\n", 2);
    return new Answer(Integer.parseInt(parts[0]), parts[1]);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      Process python = new ProcessBuilder("python3", "--version").start();
      python.getInputStream().readAllBytes();
      return python.waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
