package dev.sonde.server;

import dev.sonde.api.Detail;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.util.List;
import java.util.Map;

/// What is known of scrape targets.
final class TargetsHandler {
  private static final String GROUP = "scrape";
  private static final Detail NONE =
      new Detail.Fields(
          Map.of(
              "activeTargets",
              new Detail.Many(List.of()),
              "droppedTargets",
              new Detail.Many(List.of()),
              "droppedTargetCounts",
              new Detail.Fields(Map.of())));

  private final Program program;

  TargetsHandler(Program program) {
    this.program = program;
  }

  Response targets(Request request) {
    var out = new ByteSink();
    write(detail(), new JsonWriter(out));
    return Response.json(200, out.toByteArray());
  }

  /// As Prometheus answers, and to the same parameters.
  Response enveloped(Request request) {
    var out = new ByteSink();
    var json = new JsonWriter(out).object().name("status").value("success").name("data");
    write(TargetsQuery.of(request).of(detail()), json);
    json.endObject();
    return Response.json(200, out.toByteArray());
  }

  private Detail detail() {
    return program.detail(GROUP).orElse(NONE);
  }

  private static void write(Detail detail, JsonWriter to) {
    switch (detail) {
      case Detail.Text(var text) -> to.value(text);
      case Detail.Figure(var number) -> to.value(number);
      case Detail.Flag(var flag) -> to.value(flag);
      case Detail.Many(var values) -> {
        to.array();
        values.forEach(each -> write(each, to));
        to.endArray();
      }
      case Detail.Fields(var values) -> {
        to.object();
        values.forEach((name, each) -> write(each, to.name(name)));
        to.endObject();
      }
    }
  }
}
