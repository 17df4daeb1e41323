package dev.sonde.server;

import dev.sonde.api.Role;
import dev.sonde.api.Time;
import dev.sonde.http.Handler;
import dev.sonde.http.Response;
import dev.sonde.http.Router;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.influx.InfluxReceiver;
import dev.sonde.server.door.Doors;
import dev.sonde.server.history.HistoryRoutes;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Every path there is, and who may use it. docs/http.md shows the table.
public final class Routes {
  private static final String LIVE_SERVICE = "live-service";
  private static final byte[] ALIVE = "{\"status\":\"healthy\"}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PONG = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

  private Routes() {}

  /// The handler for a listener.
  ///
  /// @param doors before what is not for everybody
  public static Handler of(Program program, Doors doors, Time time) {
    var metrics = new MetricsHandler(program, time);
    var health = new HealthHandler(program, time);
    var targets = new TargetsHandler(program);
    var gpu = new GpuHandler(program);
    var admin = new AdminHandler(program);
    var agents = new AgentsHandler(program, time);
    var routes = Router.builder();
    var history = new HistoryRoutes(program::history, program::queryLimits, time);
    UnaryOperator<Handler> readers = behind -> doors.page(Role.READ, behind);
    UnaryOperator<Handler> admins = behind -> doors.page(Role.ADMIN, behind);
    history.addTo(routes, readers);
    program.receivers().forEach(each -> receive(program, doors, each, routes));
    var machine = new MachineHandler(program, history, time);
    var stream = new LiveStream(machine::streamed, LiveStream.INTERVAL);
    return routes
        .get(
            "/metrics", doors.either(Role.READ, metrics::negotiatedWithPushed, metrics::negotiated))
        .get("/metrics/json", metrics::json)
        .get("/metrics/prometheus", doors.either(Role.READ, metrics::textWithPushed, metrics::text))
        .get("/health", health::health)
        .get("/ready", health::ready)
        .get("/-/healthy", _ -> Response.json(200, ALIVE))
        .get("/-/ready", health::ready)
        .get("/gpu", gpu::gpu)
        .get("/api/gpu", gpu::gpu)
        .get("/api/metrics/ping", _ -> Response.of(200, LiveJson.TYPE, PONG))
        .get(
            "/api/metrics/health",
            whileOn(program, "json", () -> Response.of(200, LiveJson.TYPE, PONG)))
        .get("/ping", whileOn(program, "influx", InfluxReceiver::pong))
        .get("/api/metrics/live", orLiveService(program, readers, machine::live))
        .get("/api/metrics/live-stream", orLiveService(program, readers, stream::stream))
        .get("/api/metrics/history", orLiveService(program, readers, machine::history))
        .get("/", admins.apply(admin::status))
        .get("/targets", readers.apply(targets::targets))
        .get("/api/v1/targets", readers.apply(targets::enveloped))
        .get("/api/v1/agents", readers.apply(agents::agents))
        .get("/api/config", admins.apply(admin::configuration))
        .on("POST", "/-/reload", admins.apply(admin::reload))
        .build();
  }

  private static void receive(
      Program program, Doors doors, Receiver receiver, Router.Builder routes) {
    for (Entrance each : receiver.entrances()) {
      Handler handler = entered(program, doors, receiver.name(), each);
      if (each.below()) {
        routes.under(each.method(), each.path(), handler);
      } else {
        routes.on(each.method(), each.path(), handler);
      }
    }
  }

  private static Handler entered(Program program, Doors doors, String receiver, Entrance entrance) {
    Handler open = doors.open(entrance.role(), () -> program.door(receiver), entrance.handler());
    return request -> program.door(receiver).isPresent() ? open.handle(request) : off(receiver);
  }

  /// Open to all, as those who ask come without their key.
  private static Handler whileOn(Program program, String receiver, Supplier<Response> answer) {
    return _ -> program.door(receiver).isPresent() ? answer.get() : off(receiver);
  }

  private static Response off(String receiver) {
    return Response.error(404, "nothing is taken here: set receivers." + receiver + ".enabled");
  }

  /// Open to all where Sonde stands in for the live metrics service, which was.
  private static Handler orLiveService(
      Program program, UnaryOperator<Handler> door, Handler behind) {
    Handler guarded = door.apply(behind);
    return request -> (program.profile().equals(LIVE_SERVICE) ? behind : guarded).handle(request);
  }
}
