package dev.sonde.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// VictoriaMetrics, a single one. It keeps what comes twice, and values to some 12 digits.
public final class VictoriaMetrics implements Store {
  private final int port;
  private final StoreAnswers answers;
  private final Peer process;

  /// @param folder for its data, made if need be
  /// @param more words of its command line
  public VictoriaMetrics(Path folder, String... more) throws IOException, InterruptedException {
    port = Ports.free();
    answers = new StoreAnswers(port);
    Files.createDirectories(folder);
    var command =
        new ArrayList<>(
            List.of(
                Peers.program("victoria-metrics").toString(),
                "-storageDataPath=" + folder.resolve("data"),
                "-httpListenAddr=127.0.0.1:" + port,
                "-search.latencyOffset=0s"));
    command.addAll(List.of(more));
    process = Peer.start(folder.resolve("log"), command);
  }

  /// Waits until it can be written to.
  public VictoriaMetrics ready() throws IOException, InterruptedException {
    process.await(URI.create("http://127.0.0.1:" + port + "/health"), _ -> true);
    return this;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Map<Map<String, String>, SortedMap<Long, List<Double>>> samples(String selector)
      throws IOException, InterruptedException {
    answers.ask("/internal/force_flush", "now", "1");
    var all = new HashMap<Map<String, String>, SortedMap<Long, List<Double>>>();
    for (var line : answers.ask("/api/v1/export", "match[]", selector).lines().toList()) {
      var series = Json.of(line);
      var values = series.at("values").elements();
      var times = series.at("timestamps").elements();
      var samples =
          all.computeIfAbsent(StoreAnswers.labels(series.at("metric")), _ -> new TreeMap<>());
      for (int i = 0; i < values.size(); i++) {
        samples
            .computeIfAbsent((long) times.get(i).number(), _ -> new ArrayList<>())
            .add(values.get(i).number());
      }
    }
    return all;
  }

  @Override
  public List<Double> now(String selector) throws IOException, InterruptedException {
    return answers.now(selector);
  }

  @Override
  public void close() {
    process.close();
    answers.close();
  }
}
