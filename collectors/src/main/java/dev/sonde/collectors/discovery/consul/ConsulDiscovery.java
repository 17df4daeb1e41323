package dev.sonde.collectors.discovery.consul;

import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import dev.sonde.collectors.discovery.Findings;
import dev.sonde.collectors.discovery.watching.Changes;
import dev.sonde.collectors.discovery.watching.Crew;
import dev.sonde.collectors.discovery.watching.Retreat;
import java.util.SplittableRandom;

/// Follows the list of all services where it must, and each service that is wished for.
final class ConsulDiscovery implements Discovery {
  private static final String EVERYTHING = "the list of services";

  private final ConsulDiscoveryConfig config;
  private final DiscoveryTools tools;
  private final Pause pause;
  private final SplittableRandom random;

  ConsulDiscovery(ConsulDiscoveryConfig config, DiscoveryTools tools, SplittableRandom random) {
    this.config = config;
    this.tools = tools;
    this.pause = tools.pause();
    this.random = random;
  }

  @Override
  public void run(Findings out) throws InterruptedException {
    var changes = new Changes("consul");
    var catalogue = new Catalogue(changes);
    try (var api = new HttpApi(config, tools);
        var crew = new Crew("discovery consul")) {
      new Run(changes, catalogue, new Places(api), new Questions(config)).start(crew);
      changes.say(out, pause, catalogue::targets);
    }
  }

  /// What the threads of one run share.
  private final class Run {
    private final Changes changes;
    private final Catalogue catalogue;
    private final Places places;
    private final Questions questions;

    private Run(Changes changes, Catalogue catalogue, Places places, Questions questions) {
      this.changes = changes;
      this.catalogue = catalogue;
      this.places = places;
      this.questions = questions;
    }

    private void start(Crew crew) {
      if (config.isListed()) {
        config.services().forEach(service -> changes.await(what(service)));
        config.services().forEach(service -> follow(crew, service));
      } else {
        var followed = new Followed(config, service -> follow(crew, service));
        changes.await(EVERYTHING);
        var all = follower(EVERYTHING, questions.services());
        crew.start(() -> all.run(followed::update));
      }
    }

    private Runnable follow(Crew crew, String service) {
      String what = what(service);
      changes.await(what);
      var one = follower(what, questions.instances(service));
      catalogue.add(service);
      var instances = new Instances(service, config.tagSeparator());
      Runnable end =
          crew.start(() -> one.run(answer -> catalogue.put(service, instances.targets(answer))));
      return () -> {
        one.end();
        end.run();
        catalogue.remove(service);
        changes.well(what);
      };
    }

    private static String what(String service) {
      return "service " + service;
    }

    private Follower follower(String what, String path) {
      var retreat = new Retreat(pause, random.split());
      return new Follower(what, path, places, changes, retreat, pause, config.refreshInterval());
    }
  }
}
