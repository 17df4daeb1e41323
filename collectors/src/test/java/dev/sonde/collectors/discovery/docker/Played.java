package dev.sonde.collectors.discovery.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.container.FakeEngine;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.collectors.discovery.ToolBox;
import dev.sonde.collectors.discovery.watching.Heard;
import dev.sonde.collectors.discovery.watching.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// A discovery and an engine that is played. Time goes by a thousand times as fast; half an hour
/// and more never end.
final class Played {
  static final String LIST = "/containers/json";
  static final String NETWORKS = "/networks";
  private static final Duration ENDLESS = Duration.ofMinutes(30);

  final FakeEngine engine;
  final Heard heard = new Heard();
  private final ToolBox box = new ToolBox();
  private final Path root;
  private final List<Thread> running = new ArrayList<>();

  Played(Path root, String socket) throws IOException {
    this.root = root;
    this.engine = new FakeEngine(root.resolve(socket));
    engine.page("/version", "{}").page(LIST, "[]").page(NETWORKS, "[]");
  }

  void start(Function<DiscoveryTools, Discovery> making) {
    running.add(Surroundings.start(making.apply(box.tools(root, Played::pause)), heard));
  }

  /// The engine lists these from now on, and says that something happened.
  void list(String... containers) throws Exception {
    engine.page(LIST, "[" + String.join(",", containers) + "]");
    engine.awaitListeners(1);
    engine.event("start", "f".repeat(64), "", 1);
  }

  static String id(int number) {
    return "%064x".formatted(number);
  }

  /// One on a bridge.
  static String bridged(int number, String labels, String ports) {
    return """
    {"Id":"%s","Names":["/c%d"],"Labels":{%s},"Ports":[%s],"HostConfig":{"NetworkMode":"bridge"},
     "NetworkSettings":{"Networks":{"bridge":{"IPAddress":"172.17.0.%d"}}}}
    """
        .formatted(id(number), number, labels, ports, number);
  }

  void close() throws Exception {
    for (Thread each : running) {
      Surroundings.end(each);
    }
    engine.close();
    box.close();
  }

  private static void pause(Duration time) throws InterruptedException {
    var never = new CountDownLatch(1);
    if (time.compareTo(ENDLESS) >= 0) {
      never.await();
    }
    assertThat(never.await(time.toNanos() / 1000, TimeUnit.NANOSECONDS)).isFalse();
  }
}
