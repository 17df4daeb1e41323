package dev.sonde.server;

import dev.sonde.engine.Snapshot;
import dev.sonde.http.Response;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.Format;
import dev.sonde.wire.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The live metrics JSON. Its consumers compute with every number, so what was not measured is 0
/// here, and named in `unavailable`.
///
/// ```
/// {"cpu":45.2,"ram":62.8,"gpu":0,"temperature":55,"disk":{"total":…,"used":…,"free":…,"percent":20},
///  "timestamp":"2024-01-15T10:30:00Z","unavailable":["gpu"]}
/// ```
final class LiveJson {
  /// As the live metrics service named it.
  static final String TYPE = Format.JSON_SNAPSHOT.contentType();

  private final JsonWriter json;
  private final List<String> unavailable = new ArrayList<>();

  private LiveJson(JsonWriter json) {
    this.json = json;
  }

  /// @param nowMillis stands as the timestamp where nothing has been measured
  static Response response(Snapshot snapshot, long nowMillis) {
    return response(MachineView.of(snapshot), nowMillis);
  }

  static Response response(MachineView view, long nowMillis) {
    var out = new ByteSink();
    write(view, nowMillis, new JsonWriter(out));
    return Response.of(200, TYPE, out.toByteArray());
  }

  static void write(MachineView view, long nowMillis, JsonWriter out) {
    long measured = view.timeMillis() == 0 ? nowMillis : view.timeMillis();
    new LiveJson(out).write(view, Instants.seconds(measured));
  }

  /// The same as the stream has it: its timestamp says when it was sent.
  static byte[] streamed(MachineView view, long nowMillis) {
    var out = new ByteSink();
    new LiveJson(new JsonWriter(out)).write(view, Instants.millis(nowMillis));
    return out.toByteArray();
  }

  private void write(MachineView view, String timestamp) {
    json.object();
    tenths("cpu", view.cpu());
    tenths("ram", view.ram());
    tenths("gpu", view.gpu());
    tenths("temperature", view.temperature());
    json.name("disk").object();
    whole("total", view.diskTotal());
    whole("used", view.diskUsed());
    whole("free", view.diskFree());
    json.name("percent").value(roundedToTenths(view.diskPercent().orElse(0)));
    json.endObject();
    if (view.diskTotal().isEmpty()) {
      unavailable.add("disk");
    }
    json.name("timestamp").value(timestamp);
    json.name("unavailable").array();
    unavailable.forEach(json::value);
    json.endArray().endObject();
  }

  private void tenths(String name, OptionalDouble value) {
    if (value.isEmpty()) {
      unavailable.add(name);
    }
    json.name(name).value(roundedToTenths(value.orElse(0)));
  }

  private void whole(String name, OptionalDouble value) {
    json.name(name).value(Math.round(value.orElse(0)));
  }

  private static double roundedToTenths(double value) {
    return Math.rint(value * 10) / 10;
  }
}
