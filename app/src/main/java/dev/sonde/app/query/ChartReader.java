package dev.sonde.app.query;

import dev.sonde.api.Labels;
import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonArray;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;

/// Reads the answer of `/api/v1/range` with steps.
final class ChartReader {
  /// The end of the year 9999.
  private static final long LAST = 253_402_300_799_999L;

  private ChartReader() {}

  static Chart read(byte[] json) throws AnswerException {
    JsonObject answer = object(json);
    var series = new ArrayList<Drawn>();
    for (Json each : answer.array("series").elements()) {
      if (each instanceof JsonObject one) {
        series.add(series(one));
      }
    }
    long from = number(answer, "from");
    long to = number(answer, "to");
    long step = number(answer, "step");
    if (to <= from || step < 1) {
      throw new AnswerException("the answer is not a Sonde's: its times make no sense");
    }
    return new Chart(from, to, step, answer.text("fold").orElse(""), series);
  }

  /// @throws AnswerException for anything but a JSON object
  static JsonObject object(byte[] json) throws AnswerException {
    try {
      if (Json.read(json) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonException damaged) {
      throw new AnswerException("the answer is no JSON: " + damaged.getMessage());
    }
    throw new AnswerException("the answer is not a Sonde's");
  }

  static Labels labels(JsonObject series) {
    var labels = new HashMap<String, String>();
    series
        .object("labels")
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonText text && !name.isEmpty()) {
            labels.put(name, text.value());
          }
        });
    return Labels.of(labels);
  }

  /// NaN for null.
  static double value(Json json) {
    return switch (json) {
      case JsonNumber number -> number.asDouble();
      case JsonText(var text) when text.equals("+Inf") -> Double.POSITIVE_INFINITY;
      case JsonText(var text) when text.equals("-Inf") -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  private static Drawn series(JsonObject of) {
    JsonArray values = of.array("values");
    List<Json> elements = values.elements();
    double[] numbers = new double[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = value(elements.get(i));
    }
    return new Drawn(of.text("name").orElse(""), labels(of), of.text("unit").orElse(""), numbers);
  }

  private static long number(JsonObject answer, String name) throws AnswerException {
    OptionalLong number = answer.number(name).map(JsonNumber::asLong).orElse(OptionalLong.empty());
    if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > LAST) {
      throw new AnswerException("the answer is not a Sonde's: no " + name);
    }
    return number.getAsLong();
  }
}
