package dev.sonde.server;

import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.util.List;

/// The pages by which Sonde is run.
final class AdminHandler {
  private final Program program;

  AdminHandler(Program program) {
    this.program = program;
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
}
