package dev.sonde.client.opentelemetry;

import dev.sonde.api.Exemplar;
import dev.sonde.wire.otlp.OtlpNames;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.LongExemplarData;

/// Exemplars of the SDK as ours.
final class Exemplars {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private Exemplars() {}

  static Exemplar of(ExemplarData given) {
    SpanContext span = given.getSpanContext();
    return new Exemplar(
        OtlpNames.exemplar(
            span.isValid() ? span.getTraceId() : "",
            span.isValid() ? span.getSpanId() : "",
            KnownMetrics.texts(given.getFilteredAttributes())),
        value(given),
        Long.divideUnsigned(given.getEpochNanos(), NANOS_PER_MILLI));
  }

  /// No number when it is of a type that did not exist when this was written.
  static double value(ExemplarData given) {
    return switch (given) {
      case DoubleExemplarData real -> real.getValue();
      case LongExemplarData whole -> whole.getValue();
      default -> Double.NaN;
    };
  }
}
