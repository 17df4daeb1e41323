package com.example.embedding;

import dev.sonde.api.Collector;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.collectors.host.HostCollectorFactory;
import dev.sonde.collectors.host.HostConfig;
import dev.sonde.delivery.CourierConfig;
import dev.sonde.delivery.CourierPlan;
import dev.sonde.delivery.Couriers;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.engine.Engine;
import dev.sonde.engine.Plan;
import dev.sonde.engine.Plan.CollectorPlan;
import dev.sonde.engine.RunSettings;
import dev.sonde.engine.SeriesLimits;
import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.ConfigReader;
import dev.sonde.engine.config.Problems;
import dev.sonde.http.Address;
import dev.sonde.http.Handler;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Response;
import dev.sonde.http.Router;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.LocalDisk;
import dev.sonde.journal.StartAt;
import dev.sonde.server.Exports;
import dev.sonde.shippers.httpjson.HttpJsonConfig;
import dev.sonde.shippers.httpjson.HttpJsonShipperFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Sonde's parts put together: what is measured goes to a journal, from there to a receiver, and
/// the newest of it onto a page. Started once, closed once.
final class Telemetry implements AutoCloseable {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final RunSettings EVERY_FIVE_SECONDS =
      new RunSettings(Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final Surroundings surroundings = new Surroundings(System.getenv(), new BlockingCalls());
  private final AtomicInteger indexes = new AtomicInteger();
  private final Journal journal;
  private final Engine engine;
  private final Couriers couriers;
  private final Listener listener;

  private Telemetry(Path folder, Address address) throws IOException {
    var context =
        new JournalContext(Time.SYSTEM, indexes::getAndIncrement, "", Telemetry::journalDied);
    journal = Journal.open(LocalDisk.open(folder), JournalConfig.DEFAULT, context);
    engine = new Engine(Time.SYSTEM, journal, indexes::getAndIncrement);
    couriers =
        new Couriers(journal, Time.SYSTEM, RandomGenerator::getDefault, indexes::getAndIncrement);
    listener = Listener.open(address, Limits.DEFAULT, pages(engine));
  }

  /// Begins to measure, to show and to ship.
  static Telemetry start(Collector own, Path folder, String receiver, Address address)
      throws IOException, InterruptedException {
    var telemetry = new Telemetry(folder, address);
    telemetry.engine.apply(telemetry.plan(own));
    telemetry.couriers.apply(List.of(telemetry.courier(receiver)));
    telemetry.engine.start();
    return telemetry;
  }

  /// Where the page is.
  Address address() {
    return listener.address();
  }

  /// What waits in the journal is there at the next start.
  @Override
  public void close() {
    try {
      engine.close(GRACE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    couriers.close(GRACE);
    listener.close();
    journal.close();
  }

  private Plan plan(Collector own) {
    return new Plan(
        List.of(
            collector("shop", "always", own),
            collector(
                "host",
                HostConfig.DEFAULT,
                new HostCollectorFactory().create(HostConfig.DEFAULT, surroundings))),
        List.of(),
        List.of(),
        SeriesLimits.DEFAULT);
  }

  private static CollectorPlan collector(String name, Object config, Collector collector) {
    return new CollectorPlan(name, config, EVERY_FIVE_SECONDS, false, () -> collector);
  }

  private CourierPlan courier(String receiver) {
    var factory = new HttpJsonShipperFactory(new TlsContexts(Time.SYSTEM, surroundings.blocking()));
    HttpJsonConfig config = config(factory, "url: \"" + receiver + '"');
    return new CourierPlan(
        "receiver",
        config,
        CourierConfig.DEFAULT,
        StartAt.OLDEST,
        true,
        () -> factory.create(config, surroundings),
        CourierPlan.EVERYTHING,
        0);
  }

  /// A shipper's keys are those of sonde.yaml.
  private static HttpJsonConfig config(HttpJsonShipperFactory factory, String yaml) {
    var problems = new Problems();
    var tree = new ConfigReader(problems).parse(yaml, "receiver");
    return Bound.read(tree, factory::read, problems)
        .value()
        .filter(_ -> problems.isEmpty())
        .orElseThrow(() -> new IllegalArgumentException(problems.toString()));
  }

  private static Handler pages(Engine engine) {
    return Router.builder()
        .get(
            "/metrics",
            _ -> Response.of(200, TEXT, Exports.prometheus(engine.live().snapshot()).toByteArray()))
        .build();
  }

  /// The program goes on; a new start finds what the journal has.
  private static void journalDied() {
    System.getLogger("shop").log(System.Logger.Level.ERROR, "nothing can be kept any more");
  }
}
