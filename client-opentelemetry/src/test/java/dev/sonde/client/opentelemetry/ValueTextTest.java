package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.testkit.KeptNotes;
import dev.sonde.testkit.RecordedPush;
import dev.sonde.wire.otlp.NotedTotals;
import dev.sonde.wire.otlp.OtlpForm;
import dev.sonde.wire.otlp.OtlpLimits;
import dev.sonde.wire.otlp.OtlpReader;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/// Older versions have no such values: no signature may name them, or this can't even be passed by.
@DisabledIfSystemProperty(named = "opentelemetry", matches = "1\\.31\\..*")
class ValueTextTest {
  @Test
  void values_areText_asTheHubWritesThem() throws Exception {
    check(all());
    check(Value.of(new byte[] {0, 127, -128}));
    check(Value.of(Value.of(1), (Value<?>) all(), Value.of("c")));
  }

  private static Object all() {
    return Value.of(
        KeyValue.of("text", Value.of("a \"b\"")),
        KeyValue.of("truth", Value.of(true)),
        KeyValue.of("whole", Value.of(-7)),
        KeyValue.of("real", Value.of(0.25)),
        KeyValue.of("endless", Value.of(Double.POSITIVE_INFINITY)),
        KeyValue.of("bytes", Value.of(new byte[] {1, 2, -1})),
        KeyValue.of("list", Value.of(Value.of("x"), Value.of(Value.of(1), Value.of(2)))),
        KeyValue.of("nobody", Value.of(List.<Value<?>>of())),
        KeyValue.of("none", Value.empty()));
  }

  @Test
  void whatIsPlain_isPlain() {
    assertThat(ValueText.of(Value.of("a"))).isEqualTo("a");
    assertThat(ValueText.of(Value.of(true))).isEqualTo("true");
    assertThat(ValueText.of(Value.of(7))).isEqualTo("7");
    assertThat(ValueText.of(Value.of(Double.NaN))).isEqualTo("NaN");
    assertThat(ValueText.of(Value.empty())).isEmpty();
  }

  @Test
  void nesting_isBounded() {
    Value<?> deep = Value.of("end");
    for (int i = 0; i < 17; i++) {
      deep = Value.of(deep, Value.of("beside"));
    }
    Object tooDeep = deep;
    assertThatThrownBy(() -> ValueText.of(tooDeep)).hasMessageContaining("deeper than 16 levels");
  }

  private static void check(Object value) throws Exception {
    Attributes attributes = Attributes.of(AttributeKey.valueKey("v"), (Value<?>) value);
    var out = new ByteArrayOutputStream();
    MetricsRequestMarshaler.create(Handed.of(attributes)).writeBinaryTo(out);
    var push = new RecordedPush(System.currentTimeMillis());
    new OtlpReader(OtlpLimits.USUAL)
        .read(
            out.toByteArray(),
            out.size(),
            OtlpForm.PROTOBUF,
            push,
            new NotedTotals("hub", new KeptNotes(1 << 20)));
    assertThat(push.taken())
        .first()
        .extracting(each -> each.labels().value("v"))
        .isEqualTo(KnownMetrics.texts(attributes).get("v"));
  }
}
