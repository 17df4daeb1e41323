package dev.sonde.collectors.container;

import dev.sonde.api.Surroundings;
import dev.sonde.collectors.container.engine.EndpointSearch;
import dev.sonde.collectors.files.Roots;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.RecordingRecorder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// A collector, an engine it talks to, and the files of a machine.
final class Scene implements AutoCloseable {
  static final String START = "2026-11-20T16:30:00Z";

  /// Nothing is too slow here, unless a test says so.
  static final Duration LONG = Duration.ofMinutes(5);

  final ManualTime time = new ManualTime(START);
  final RecordingRecorder out = new RecordingRecorder();
  final FakeEngine engine;
  final ContainerCollector collector;
  private final Path root;

  Scene(Path root, ContainerConfig config) throws IOException {
    this(root, config, LONG);
  }

  /// @param patience with an engine that does not answer
  Scene(Path root, ContainerConfig config, Duration patience) throws IOException {
    this.root = root;
    this.engine = new FakeEngine(root.resolve("d.sock"));
    this.collector = collector(pointed(config, List.of(engine.endpoint().where()), patience));
    engine.page("/version", "{\"Components\":[{\"Name\":\"Engine\"}]}").page(LIST, "[]");
  }

  static final String LIST = "/containers/json";

  static ContainerConfig pointed(
      ContainerConfig config, List<String> endpoints, Duration patience) {
    return new ContainerConfig(
        endpoints,
        config.tls(),
        config.names(),
        config.images(),
        config.labels(),
        config.states(),
        config.labelsFrom(),
        config.identity(),
        patience,
        config.maxContainers());
  }

  /// One run.
  Scene run() throws InterruptedException {
    out.open(time.wallMillis());
    collector.collect(out);
    return this;
  }

  /// 15 seconds go by.
  Scene later() {
    time.pass(Duration.ofSeconds(15));
    return this;
  }

  /// Runs until it is so, in no time.
  void runUntil(BooleanSupplier so) throws InterruptedException {
    run();
    while (!so.getAsBoolean()) {
      Thread.onSpinWait();
      run();
    }
  }

  /// What the last run recorded.
  boolean has(String text) {
    return out.page().contains(text);
  }

  String page() {
    var page = new StringBuilder();
    out.samples().forEach((series, value) -> page.append(series + " " + shown(value) + "\n"));
    out.absent().forEach((what, why) -> page.append("# absent " + what + ": " + why + "\n"));
    return page.toString().replace(root.toString(), "");
  }

  @Override
  public void close() throws IOException {
    collector.close();
    engine.close();
  }

  private ContainerCollector collector(ContainerConfig config) {
    Roots roots = Roots.of(Map.of(), root);
    var calls = new DirectCalls();
    return new ContainerCollector(
        config,
        () -> roots,
        () ->
            new Fleet(
                config,
                new EndpointSearch(config.endpoints(), config.tls(), Map.of(), root),
                new TlsContexts(time, calls),
                new Surroundings(Map.of(), calls),
                time,
                LONG),
        time);
  }

  private static String shown(double value) {
    return new BigDecimal(value).round(new MathContext(15)).stripTrailingZeros().toPlainString();
  }
}
