package dev.sonde.collectors.discovery.docker;

import dev.sonde.collectors.access.Caller;
import dev.sonde.collectors.container.engine.Endpoint;
import dev.sonde.collectors.container.engine.EngineApi;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.collectors.discovery.Findings;
import dev.sonde.collectors.discovery.Told;
import dev.sonde.collectors.discovery.watching.Crew;
import dev.sonde.collectors.discovery.watching.Tree;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Asks one engine for its containers, again and again.
final class DockerDiscovery implements Discovery {
  private static final String SOURCE = "docker";
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final DockerDiscoveryConfig config;
  private final Endpoint endpoint;
  private final DiscoveryTools tools;
  private final SplittableRandom random;
  private final DockerTargets targets;

  DockerDiscovery(DockerDiscoveryConfig config, DiscoveryTools tools, SplittableRandom random) {
    this.config = config;
    this.endpoint = config.endpoint();
    this.tools = tools;
    this.random = random;
    this.targets = new DockerTargets(config);
  }

  @Override
  public void run(Findings out) throws InterruptedException {
    var told = new Told(out);
    try (var caller = caller();
        var crew = new Crew("discovery docker")) {
      var api = new EngineApi(caller.client(), endpoint, caller::get, limit());
      var modes = new NetworkModes(api);
      new EngineWatch(api, config.refreshInterval(), tools.pause(), random)
          .run(
              crew,
              () -> {
                boolean well = look(api, modes, told);
                told.round();
                out.looked();
                return well;
              });
    }
  }

  private Caller caller() {
    return new Caller(
        config.access(),
        tools.client(),
        tools.tls(),
        tools.blocking(),
        tools.time(),
        tools.environment());
  }

  private Duration limit() {
    Duration interval = config.refreshInterval();
    return interval.compareTo(LONGEST) < 0 ? interval : LONGEST;
  }

  private boolean look(EngineApi api, NetworkModes modes, Told told) throws InterruptedException {
    try {
      endpoint.refuseUnreachable();
      told.found(SOURCE, found(api, modes));
      return true;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      told.failed(SOURCE, config.place() + ": " + e.getMessage());
      return false;
    }
  }

  private List<Map<String, String>> found(EngineApi api, NetworkModes modes)
      throws IOException, InterruptedException {
    Tree list = api.running(Filter.json(config.filters())).body();
    return targets.of(new Containers(list, modes.of(list)), api.networks().body());
  }
}
