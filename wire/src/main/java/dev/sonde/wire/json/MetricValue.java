package dev.sonde.wire.json;

import org.jspecify.annotations.Nullable;

/// Makes a number of what stands on a page.
final class MetricValue {
  private double number;

  double number() {
    return number;
  }

  /// Why it is none, or null when [#number] has it.
  @Nullable JsonSkip read(JsonMetric metric, @Nullable Json value) {
    return switch (value) {
      case JsonNumber read -> scaled(metric, read.asDouble());
      case JsonFlag(boolean flag) ->
          metric.booleans() ? scaled(metric, flag ? 1 : 0) : JsonSkip.NOT_A_NUMBER;
      case JsonText(String text) -> text(metric, text);
      case JsonObject _, JsonArray _ -> JsonSkip.NOT_A_NUMBER;
      case JsonNull _ -> JsonSkip.NO_VALUE;
      case null -> JsonSkip.NO_VALUE;
    };
  }

  private @Nullable JsonSkip text(JsonMetric metric, String text) {
    Double named = metric.values().get(text);
    if (named != null) {
      return scaled(metric, named);
    }
    if (!metric.texts()) {
      return JsonSkip.NOT_A_NUMBER;
    }
    try {
      return scaled(metric, JsonNumber.of(text.strip()).asDouble());
    } catch (IllegalArgumentException _) {
      return JsonSkip.NOT_A_NUMBER;
    }
  }

  private @Nullable JsonSkip scaled(JsonMetric metric, double read) {
    number = metric.scale() == 1 ? read : read * metric.scale();
    return Double.isFinite(number) ? null : JsonSkip.OUT_OF_RANGE;
  }
}
