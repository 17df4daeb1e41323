package dev.sonde.collectors.container;

import dev.sonde.api.Recorder;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.collectors.container.engine.Endpoint;
import dev.sonde.collectors.container.engine.EndpointSearch;
import dev.sonde.collectors.container.engine.EngineApi;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.Route;
import dev.sonde.http.tls.Tls;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsContexts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The container engines there are, found again and again. For one thread.
final class Fleet implements AutoCloseable {
  private static final int RUNS = 4;
  private static final int BODY = 32 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofSeconds(30);

  /// How long a run waits for the first answer of an engine that is new to it.
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ContainerConfig config;
  private final EndpointSearch search;
  private final TlsContexts contexts;
  private final Time time;
  private final Surroundings surroundings;
  private final Duration patience;
  private final Map<String, Engine> engines = new LinkedHashMap<>();
  private final List<Tls> secure = new ArrayList<>();
  private EndpointSearch.Result found = new EndpointSearch.Result(List.of(), Set.of(), Map.of());
  private int runs;
  private @Nullable Client client;

  /// @param patience how long those that are new get for a first answer
  Fleet(
      ContainerConfig config,
      EndpointSearch search,
      TlsContexts contexts,
      Surroundings surroundings,
      Time time,
      Duration patience) {
    this.config = config;
    this.search = search;
    this.contexts = contexts;
    this.time = time;
    this.surroundings = surroundings;
    this.patience = patience;
  }

  /// All that are known, after a look for more now and then.
  List<Engine> look() throws InterruptedException {
    if (runs % RUNS == 0 || engines.isEmpty()) {
      found = search.look();
      open(found.endpoints());
    }
    runs++;
    engines.values().forEach(Engine::nudge);
    return List.copyOf(engines.values());
  }

  /// Has the last look found none, and nothing wrong either?
  boolean isEmpty() {
    return engines.isEmpty() && found.problems().isEmpty();
  }

  /// Says what is wrong.
  void report(Recorder out) {
    found.problems().forEach((where, why) -> out.absent("containers of " + where, why));
    for (Engine each : engines.values()) {
      String where = "containers of " + each.endpoint().where();
      if (!each.trouble().isEmpty() && !found.isSwitchedOff(each.endpoint())) {
        out.absent(where, each.trouble());
      }
      int refused = each.inventory().refused();
      if (refused > 0) {
        out.absent(
            where, refused + " more than max_containers (" + config.maxContainers() + ") allows");
      }
    }
  }

  @Override
  public void close() {
    engines.values().forEach(Engine::close);
    engines.clear();
    secure.forEach(Tls::close);
    Client made = client;
    client = null;
    if (made != null) {
      made.close();
    }
  }

  /// Those that are new get some time for a first answer, all of them together.
  private void open(List<Endpoint> endpoints) throws InterruptedException {
    var fresh = new ArrayList<Engine>();
    for (Endpoint each : endpoints) {
      if (!engines.containsKey(each.where())) {
        Engine engine = opened(each);
        engines.put(each.where(), engine);
        fresh.add(engine);
      }
    }
    long until = time.nanos() + patience.toNanos();
    for (Engine each : fresh) {
      each.awaitFirst(Duration.ofNanos(Math.max(0, until - time.nanos())));
    }
  }

  private Engine opened(Endpoint endpoint) {
    Optional<Tls> tls = endpoint.tls().map(this::tls);
    var route = new Route(tls, Optional.empty());
    var api =
        new EngineApi(client(), endpoint, url -> Call.get(url).by(route), config.requestTimeout());
    var engine = new Engine(endpoint, api, config.maxContainers(), QUIET, time);
    engine.open();
    return engine;
  }

  private Client client() {
    Client made = client;
    if (made == null) {
      var limits = ClientLimits.of(CONNECT, config.requestTimeout(), BODY);
      made = new Client(limits, surroundings.blocking());
      client = made;
    }
    return made;
  }

  private Tls tls(TlsConfig of) {
    Tls tls = contexts.client(of);
    secure.add(tls);
    return tls;
  }
}
