package dev.sonde.server.history;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.store.History;
import dev.sonde.http.Handler;
import dev.sonde.http.Header;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.Router;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.store.ReferenceStore;
import dev.sonde.testkit.store.Scribe;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// A store with something in it, and the routes that ask it.
final class StoredWorld {
  static final long NOON = 1_767_268_800_000L;

  final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  final ReferenceStore store = new ReferenceStore(time, Duration.ofDays(7));
  final Scribe scribe = new Scribe(UUID.fromString("0f8c5a3e-0000-4000-8000-000000000001"), 1);
  Optional<History> history = Optional.of(store.history());
  QueryLimits limits = QueryLimits.DEFAULT;
  private final Handler routes = routes();

  private Handler routes() {
    var routes = Router.builder();
    new HistoryRoutes(() -> history, () -> limits, time).addTo(routes, door -> door);
    return routes.build();
  }

  StoredWorld add(String name, Labels labels, long secondsAgo, double value) {
    scribe.add(name, labels, NOON - secondsAgo * 1000, value);
    return this;
  }

  StoredWorld know(Family family) {
    scribe.know(family);
    return this;
  }

  StoredWorld sent() throws Exception {
    store.send(store.encode(scribe.shipment()));
    return this;
  }

  Response get(String path, Header... headers) throws Exception {
    return get(Request.of("GET", path, new byte[0], headers));
  }

  Response get(Request request) throws Exception {
    return routes.handle(request);
  }

  String body(String path, Header... headers) throws Exception {
    return new String(get(path, headers).bytes(), StandardCharsets.UTF_8);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
