package dev.sonde.app.query;

import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonArray;
import dev.sonde.wire.json.JsonNull;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import java.util.List;

/// Samples as they are, a line each under the name of their series.
record SampleLines(Ink ink, Instants instants) {
  String text(byte[] json) throws AnswerException {
    var out = new StringBuilder();
    for (Json each : ChartReader.object(json).array("series").elements()) {
      if (each instanceof JsonObject series) {
        out.append(out.isEmpty() ? "" : "\n");
        series(series, out);
      }
    }
    return out.toString();
  }

  private void series(JsonObject of, StringBuilder out) {
    String name = of.text("name").orElse("");
    out.append(ink.bold(Printable.series(name, ChartReader.labels(of).map()))).append('\n');
    for (Json each : of.array("samples").elements()) {
      if (each instanceof JsonArray(var pair) && pair.size() == 2) {
        sample(pair, out);
      }
    }
  }

  private void sample(List<Json> pair, StringBuilder out) {
    long millis = pair.getFirst() instanceof JsonNumber at ? at.asLong().orElse(0) : 0;
    out.append("  ").append(ink.faint(instants.whole(millis))).append("  ");
    out.append(value(pair.getLast())).append('\n');
  }

  private static String value(Json json) {
    return switch (json) {
      case JsonNull _ -> "the series ends";
      case JsonNumber number -> number.text();
      default -> {
        double value = ChartReader.value(json);
        yield Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
      }
    };
  }
}
