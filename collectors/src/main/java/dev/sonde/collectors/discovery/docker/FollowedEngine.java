package dev.sonde.collectors.discovery.docker;

import dev.sonde.collectors.access.Caller;
import dev.sonde.collectors.container.engine.Endpoint;
import dev.sonde.collectors.container.engine.EngineApi;
import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import dev.sonde.collectors.discovery.watching.Crew;
import dev.sonde.collectors.discovery.watching.Tree;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One engine whose containers may want to be scraped. For one thread.
final class FollowedEngine {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.discovery.docker");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Endpoint endpoint;
  private final LabelledTargets targets;
  private final Board board;

  FollowedEngine(Endpoint endpoint, LabelledTargets targets, Board board) {
    this.endpoint = endpoint;
    this.targets = targets;
    this.board = board;
  }

  /// Until interrupted.
  void run(Caller caller, Duration interval, Pause pause, SplittableRandom random, Crew crew)
      throws InterruptedException {
    var api = new EngineApi(caller.client(), endpoint, caller::get, LIMIT);
    var modes = new NetworkModes(api);
    new EngineWatch(api, interval, pause, random).run(crew, () -> look(api, modes));
  }

  private boolean look(EngineApi api, NetworkModes modes) throws InterruptedException {
    try {
      endpoint.refuseUnreachable();
      Tree list = api.running("").body();
      board.told(endpoint, offers(new Containers(list, modes.of(list))));
      return true;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      board.failed(endpoint, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("a defect of Sonde: looking at {} failed", endpoint.where(), e);
      board.failed(endpoint, "a defect of Sonde, see its log");
    }
    return false;
  }

  /// By name of the container.
  private Map<String, Offer> offers(Containers containers) {
    var offers = new LinkedHashMap<String, Offer>();
    for (Listed each : containers.all()) {
      targets.of(each, containers).ifPresent(offer -> offers.put(each.plainName(), offer));
    }
    return offers;
  }
}
