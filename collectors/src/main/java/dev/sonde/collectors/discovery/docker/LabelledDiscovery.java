package dev.sonde.collectors.discovery.docker;

import dev.sonde.collectors.access.Authentication;
import dev.sonde.collectors.access.Caller;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.access.ProxyAccess;
import dev.sonde.collectors.container.engine.Endpoint;
import dev.sonde.collectors.container.engine.EndpointSearch;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.collectors.discovery.Findings;
import dev.sonde.collectors.discovery.watching.Crew;
import dev.sonde.http.tls.TlsConfig;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

/// Looks for container engines now and then, and follows each that there is.
final class LabelledDiscovery implements Discovery {
  private final LabelledDiscoveryConfig config;
  private final DiscoveryTools tools;
  private final Path root;
  private final SplittableRandom random;

  /// @param root of the file system, `/`
  LabelledDiscovery(
      LabelledDiscoveryConfig config, DiscoveryTools tools, Path root, SplittableRandom random) {
    this.config = config;
    this.tools = tools;
    this.root = root;
    this.random = random;
  }

  @Override
  public void run(Findings out) throws InterruptedException {
    var search = new EndpointSearch(config.endpoints(), config.tls(), tools.environment(), root);
    var board = new Board(out);
    var known = new HashSet<String>();
    try (var crew = new Crew("discovery containers")) {
      while (true) {
        EndpointSearch.Result found = search.look();
        board.engines(found);
        for (Endpoint each : found.endpoints()) {
          if (known.add(each.where())) {
            follow(each, board, crew);
          }
        }
        tools.pause().of(config.refreshInterval());
      }
    }
  }

  private void follow(Endpoint endpoint, Board board, Crew crew) {
    var followed =
        new FollowedEngine(
            endpoint,
            new LabelledTargets(
                config.prefix(), Reach.of(endpoint, config.published(), config.host())),
            board);
    var watching = random.split();
    crew.start(() -> {
      try (var caller = caller(endpoint)) {
        followed.run(caller, config.refreshInterval(), tools.pause(), watching, crew);
      }
    });
  }

  private Caller caller(Endpoint endpoint) {
    var access =
        new HttpAccess(
            endpoint.tls().orElse(TlsConfig.DEFAULT),
            new Authentication.None(),
            List.of(),
            new ProxyAccess.Direct(),
            false);
    return new Caller(
        access, tools.client(), tools.tls(), tools.blocking(), tools.time(), tools.environment());
  }
}
