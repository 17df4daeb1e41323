package dev.sonde.server;

import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.Format;
import dev.sonde.wire.JsonWriter;
import java.util.List;

/// `/gpu` and `/api/gpu`: the first GPU as the live metrics service showed it, and beside it all of
/// them. 503 where there is none, or the first one does not answer.
final class GpuHandler {
  private static final String TYPE = Format.JSON_SNAPSHOT.contentType();

  private final Program program;

  GpuHandler(Program program) {
    this.program = program;
  }

  Response gpu(Request request) {
    List<GpuView> all = GpuView.of(program.snapshot());
    boolean available = !all.isEmpty() && all.getFirst().isUp();
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    if (available) {
      json.name("available").value(true);
      json.name("gpu");
      GpuJson.write(all.getFirst(), json);
    } else {
      json.name("error").value("GPU stats not available");
      json.name("available").value(false);
    }
    if (!all.isEmpty()) {
      json.name("gpus").array();
      all.forEach(each -> GpuJson.write(each, json));
      json.endArray();
    }
    json.endObject();
    return Response.of(available ? 200 : 503, TYPE, out.toByteArray());
  }
}
