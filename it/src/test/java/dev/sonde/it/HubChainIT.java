package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub that passes on to another hub what two senders push, who name their series alike. Either
/// hub is killed in between; all of them the real program.
final class HubChainIT {
  private static final int LIVES = 4;
  private static final int PUSHES = 20;

  @TempDir private Path folder;
  private int edgePort;
  private int centrePort;

  @BeforeEach
  void prepare() throws Exception {
    edgePort = Ports.free();
    centrePort = Ports.free();
    Files.createDirectories(folder.resolve("edge"));
    Files.createDirectories(folder.resolve("centre"));
  }

  @Test
  void sendersBehindAnotherHub_areToldApart_andEachSampleIsThereOnce() throws Exception {
    String paris = key("centre", "paris");
    Map<String, String> senders =
        Map.of("web-1", key("edge", "web-1"), "web-2", key("edge", "web-2"));
    var wanted = new TreeMap<String, Integer>();
    SondeProcess centre = centre().start();
    try {
      for (int life = 0; life < LIVES; life++) {
        // A client for each life: what it knows of a connection may be of the one before.
        try (var edge = edge(paris).start();
            var client = HttpClient.newHttpClient()) {
          for (int push = 0; push < PUSHES; push++) {
            for (Map.Entry<String, String> sender : senders.entrySet()) {
              int value = life * PUSHES + push;
              push(client, sender.getValue(), value);
              wanted.put("paris " + sender.getKey() + " " + value, 1);
            }
          }
          edge.signal("KILL");
          edge.awaitEnd();
        }
        if (life % 2 == 0) {
          centre.signal("KILL");
          centre.awaitEnd();
          centre.close();
          centre = centre().start();
        }
      }
      try (var edge = edge(paris).start()) {
        edge.await(this::arrived, now -> now.keySet().containsAll(wanted.keySet()));
      }
    } finally {
      centre.close();
    }
    assertThat(arrived()).isEqualTo(wanted);
  }

  private String key(String of, String name) throws IOException, InterruptedException {
    Launch.Finished made =
        Launch.in(folder.resolve(of)).words("keys", "add", name, "--role", "ingest").finish();
    assertThat(made.code()).as(made.err()).isZero();
    return made.out().strip();
  }

  private Launch centre() throws IOException {
    return Launch.in(folder.resolve("centre"))
        .set("server.listen=127.0.0.1:" + centrePort)
        .file(
            """
            store: {type: none}
            collectors: {host: {enabled: false}, self: {enabled: false}}
            receivers: {enabled: true}
            shippers:
              - {type: file, name: lines, path: "%s", batch: {linger: 100ms}}
            """
                .formatted(lines()));
  }

  private Launch edge(String key) throws IOException {
    return Launch.in(folder.resolve("edge"))
        .set("server.listen=127.0.0.1:" + edgePort)
        .file(
            """
            store: {type: none}
            collectors: {host: {enabled: false}, self: {enabled: false}}
            receivers: {enabled: true}
            shippers:
              - type: sonde
                name: centre
                url: "http://127.0.0.1:%d"
                start_at: oldest
                batch: {linger: 50ms}
                retry: {base: 100ms, cap: 500ms}
                api_key: "%s"
            """
                .formatted(centrePort, key));
  }

  private void push(HttpClient client, String key, int value)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edgePort + "/api/metrics"))
            .header("X-API-Key", key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"name\":\"work_done\",\"value\":" + value + "}"))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private Path lines() {
    return folder.resolve("lines.jsonl");
  }

  /// How often each was stored: key, sender, value.
  private Map<String, Integer> arrived() throws IOException {
    var all = new TreeMap<String, Integer>();
    if (Files.exists(lines())) {
      String text = Files.readString(lines());
      // The last line may be only half there.
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        if (line.contains("\"work_done\"") && line.endsWith("}")) {
          Json metric = Json.of(line);
          Json labels = metric.at("labels");
          String who = labels.at("agent").text() + " " + labels.at("exported_agent").text();
          all.merge(who + " " + (int) metric.at("value").number(), 1, Integer::sum);
        }
      }
    }
    return all;
  }
}
