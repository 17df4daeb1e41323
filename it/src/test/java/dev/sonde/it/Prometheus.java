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

/// Prometheus with its receiver for remote write on.
public final class Prometheus implements Store {
  private static final double MILLIS = 1000;

  private final int port;
  private final StoreAnswers answers;
  private final Peer process;

  /// @param folder for its data, made if need be
  /// @param more words of its command line
  public Prometheus(Path folder, String... more) throws IOException, InterruptedException {
    this(folder, empty(folder), Ports.free(), List.of(more));
  }

  /// One at a port that is known before.
  static Prometheus at(Path folder, int port, String... more)
      throws IOException, InterruptedException {
    return new Prometheus(folder, empty(folder), port, List.of(more));
  }

  /// One that scrapes, too.
  ///
  /// @param folder for its data, made if need be
  /// @param more words of its command line
  static Prometheus scraping(Path folder, Path configuration, String... more)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return new Prometheus(folder, configuration, Ports.free(), List.of(more));
  }

  private Prometheus(Path folder, Path configuration, int port, List<String> more)
      throws IOException, InterruptedException {
    this.port = port;
    answers = new StoreAnswers(port);
    var command =
        new ArrayList<>(
            List.of(
                Peers.program("prometheus").toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.enable-remote-write-receiver",
                "--web.listen-address=127.0.0.1:" + port));
    command.addAll(more);
    process = Peer.start(folder.resolve("log"), command);
  }

  private static Path empty(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
  }

  /// Waits until it can be written to.
  public Prometheus ready() throws IOException, InterruptedException {
    process.await(URI.create("http://127.0.0.1:" + port + "/-/ready"), _ -> true);
    return this;
  }

  /// Everything it has said.
  String log() throws IOException {
    return process.output();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Map<Map<String, String>, SortedMap<Long, List<Double>>> samples(String selector)
      throws IOException, InterruptedException {
    var all = new HashMap<Map<String, String>, SortedMap<Long, List<Double>>>();
    for (var series : answers.query(selector + "[1d]")) {
      var samples = new TreeMap<Long, List<Double>>();
      for (var each : series.at("values").elements()) {
        var pair = each.elements();
        long millis = Math.round(pair.get(0).number() * MILLIS);
        samples.put(millis, List.of(StoreAnswers.number(pair.get(1).text())));
      }
      all.put(StoreAnswers.labels(series.at("metric")), samples);
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
