package dev.sonde.server;

import dev.sonde.http.Handler;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.util.List;

/// What only a direct connection from this machine may see or do.
final class LocalHandler {
  private static final String LIVE_SERVICE = "live-service";

  private final Program program;

  LocalHandler(Program program) {
    this.program = program;
  }

  /// Lets a handler serve direct connections, and nobody else. A page of another site, open in a
  /// browser on this machine, is somebody else too: the browser names the site it comes from.
  Handler only(Handler handler) {
    return request -> isLocal(request) ? handler.handle(request) : refusal();
  }

  /// The same, but open to all where Sonde stands in for the live metrics service, which was.
  Handler unlessLiveService(Handler handler) {
    Handler guarded = only(handler);
    return request -> (program.profile().equals(LIVE_SERVICE) ? handler : guarded).handle(request);
  }

  Response status(Request request) {
    return StatusPage.response(program);
  }

  Response configuration(Request request) {
    return Response.text(200, program.configuration());
  }

  /// 200 when the new configuration is in force; 400 with every mistake when it was refused.
  Response reload(Request request) {
    List<String> problems = program.reload();
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("status").value(problems.isEmpty() ? "reloaded" : "refused");
    if (!problems.isEmpty()) {
      json.name("error").value("the new configuration was refused; the one before goes on");
      json.name("problems").array();
      problems.forEach(json::value);
      json.endArray();
    }
    json.endObject();
    return Response.json(problems.isEmpty() ? 200 : 400, out.toByteArray());
  }

  private static boolean isLocal(Request request) {
    return request.direct()
        && request.header("Sec-Fetch-Site").map(LocalHandler::sameSite).orElse(true)
        && request.header("Origin").map(origin -> ownOrigin(request, origin)).orElse(true);
  }

  private static boolean sameSite(String site) {
    return site.equals("same-origin") || site.equals("none");
  }

  private static boolean ownOrigin(Request request, String origin) {
    return request.header("Host").map(host -> origin.equals("http://" + host)).orElse(false);
  }

  private static Response refusal() {
    return Response.error(403, "only a direct connection from this machine may do this");
  }
}
