package dev.sonde.server;

import dev.sonde.wire.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// One GPU in the JSON of the live metrics service. Its consumers compute with every number, so
/// what was not measured is 0 here, and named in `unavailable`.
///
/// ```
/// {"index":0,"name":"NVIDIA H200","temperature":54,"utilization":87,
///  "memory":{"used_mb":20480,"total_mb":143771,"percent":14.2},"power":{"draw_w":321.4,"limit_w":700},
///  "clocks":{"graphics_mhz":1980,"memory_mhz":3201},"fan_speed":null,"health":"healthy",
///  "error":"none","error_message":null,"timestamp":"2024-01-15T10:30:00Z","unavailable":[]}
/// ```
final class GpuJson {
  private static final double MEBI = 1 << 20;
  private static final double MILLI = 1000;

  private final JsonWriter json;
  private final GpuView gpu;
  private final List<String> unavailable = new ArrayList<>();

  private GpuJson(GpuView gpu, JsonWriter json) {
    this.gpu = gpu;
    this.json = json;
  }

  static void write(GpuView gpu, JsonWriter out) {
    new GpuJson(gpu, out).write();
  }

  private void write() {
    GpuHealth health = GpuHealth.of(gpu);
    json.object();
    json.name("index").value(gpu.index());
    json.name("name").value(gpu.name());
    json.name("temperature").value(tenths(number("temperature", GpuFigure.TEMPERATURE)));
    json.name("utilization").value(tenths(number("utilization", GpuFigure.UTILIZATION)));
    memory();
    json.name("power").object();
    json.name("draw_w").value(number("power.draw_w", GpuFigure.POWER_DRAW) / MILLI);
    json.name("limit_w").value(number("power.limit_w", GpuFigure.POWER_LIMIT) / MILLI);
    json.endObject().name("clocks").object();
    json.name("graphics_mhz").value(whole("clocks.graphics_mhz", GpuFigure.CLOCK_GRAPHICS));
    json.name("memory_mhz").value(whole("clocks.memory_mhz", GpuFigure.CLOCK_MEMORY));
    json.endObject();
    fan();
    json.name("health").value(GpuHealth.word(health.level()));
    json.name("error").value(GpuHealth.word(health.error()));
    text("error_message", health.message());
    json.name("timestamp").value(Instants.seconds(gpu.timeMillis()));
    json.name("unavailable").array();
    unavailable.forEach(json::value);
    json.endArray().endObject();
  }

  private void memory() {
    OptionalDouble percent = GpuHealth.memoryPercent(gpu);
    if (percent.isEmpty()) {
      unavailable.add("memory");
    }
    json.name("memory").object();
    json.name("used_mb").value(mebibytes(GpuFigure.MEMORY_USED));
    json.name("total_mb").value(mebibytes(GpuFigure.MEMORY_TOTAL));
    json.name("percent").value(tenths(percent.orElse(0)));
    json.endObject();
  }

  private void fan() {
    OptionalDouble percent = gpu.figure(GpuFigure.FAN);
    json.name("fan_speed");
    if (percent.isPresent()) {
      json.value(Math.round(percent.getAsDouble()));
    } else {
      json.nothing();
    }
  }

  private void text(String name, String text) {
    json.name(name);
    if (text.isEmpty()) {
      json.nothing();
    } else {
      json.value(text);
    }
  }

  private double number(String name, GpuFigure figure) {
    OptionalDouble value = gpu.figure(figure);
    if (value.isEmpty()) {
      unavailable.add(name);
    }
    return value.orElse(0);
  }

  private long whole(String name, GpuFigure figure) {
    return Math.round(number(name, figure));
  }

  private long mebibytes(GpuFigure figure) {
    return (long) (gpu.figure(figure).orElse(0) / MEBI);
  }

  private static double tenths(double value) {
    return Math.rint(value * 10) / 10;
  }
}
