package dev.sonde.server;

import dev.sonde.api.Time;
import dev.sonde.http.Handler;
import dev.sonde.http.Response;
import dev.sonde.http.Router;
import dev.sonde.server.history.HistoryRoutes;
import java.nio.charset.StandardCharsets;

/// Every path there is, and who may use it. docs/http.md shows the table.
public final class Routes {
  private static final byte[] ALIVE = "{\"status\":\"healthy\"}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PONG = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

  private Routes() {}

  /// The handler for a listener.
  public static Handler of(Program program, Time time) {
    var metrics = new MetricsHandler(program, time);
    var health = new HealthHandler(program, time);
    var targets = new TargetsHandler(program);
    var gpu = new GpuHandler(program);
    var local = new LocalHandler(program);
    var routes = Router.builder();
    var history = new HistoryRoutes(program::history, program::queryLimits, time);
    history.addTo(routes, local::only);
    var machine = new MachineHandler(program, history, time);
    var stream = new LiveStream(machine::streamed, LiveStream.INTERVAL);
    return routes
        .get("/metrics", metrics::negotiated)
        .get("/metrics/json", metrics::json)
        .get("/metrics/prometheus", metrics::text)
        .get("/health", health::health)
        .get("/ready", health::ready)
        .get("/-/healthy", _ -> Response.json(200, ALIVE))
        .get("/-/ready", health::ready)
        .get("/gpu", gpu::gpu)
        .get("/api/gpu", gpu::gpu)
        .get("/api/metrics/ping", _ -> Response.of(200, LiveJson.TYPE, PONG))
        .get("/api/metrics/live", local.unlessLiveService(machine::live))
        .get("/api/metrics/live-stream", local.unlessLiveService(stream::stream))
        .get("/api/metrics/history", local.unlessLiveService(machine::history))
        .get("/", local.only(local::status))
        .get("/targets", local.only(targets::targets))
        .get("/api/v1/targets", local.only(targets::enveloped))
        .get("/api/config", local.only(local::configuration))
        .on("POST", "/-/reload", local.only(local::reload))
        .build();
  }
}
