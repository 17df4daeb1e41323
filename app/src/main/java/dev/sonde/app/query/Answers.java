package dev.sonde.app.query;

import dev.sonde.api.Labels;
import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/// What else a Sonde answers.
public final class Answers {
  private Answers() {}

  /// What it says is wrong.
  public static String error(int status, byte[] body) {
    try {
      return ChartReader.object(body)
          .text("error")
          .map(Printable::of)
          .orElse("it answered " + status);
    } catch (AnswerException _) {
      return "it answered " + status + ", and not as a Sonde does";
    }
  }

  /// The names or values that `/api/v1/labels` lists.
  ///
  /// @throws AnswerException when it is none
  public static List<String> values(byte[] json) throws AnswerException {
    var values = new ArrayList<String>();
    for (Json each : ChartReader.object(json).array("values").elements()) {
      if (each instanceof JsonText(var text)) {
        values.add(text);
      }
    }
    return values;
  }

  /// The series that `/api/v1/series` lists, as people write them.
  ///
  /// @throws AnswerException when it is none
  public static List<String> series(byte[] json) throws AnswerException {
    var series = new ArrayList<String>();
    for (Json each : ChartReader.object(json).array("series").elements()) {
      if (each instanceof JsonObject one) {
        Labels labels = ChartReader.labels(one);
        series.add(Printable.series(one.text("name").orElse(""), labels.map()));
      }
    }
    return series;
  }
}
