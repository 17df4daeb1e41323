package dev.sonde.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OtlpAnswerTest {
  private static final OtlpReport PARTLY = new OtlpReport(5, 1, 300, "имя: \"x\"".repeat(30));

  @Test
  void allTaken_isEmpty() {
    var all = new OtlpReport(5, 1, 0, "");
    assertThat(OtlpAnswer.of(all, OtlpForm.PROTOBUF)).isEmpty();
    assertThat(OtlpAnswer.of(all, OtlpForm.JSON)).asString().isEqualTo("{}");
  }

  @Test
  void whatIsKeptOut_isAWarning() throws InvalidProtocolBufferException {
    OtlpReport warned = new OtlpReport(5, 1, 0, "").and("no room 1");
    var read = ExportMetricsServiceResponse.parseFrom(OtlpAnswer.of(warned, OtlpForm.PROTOBUF));
    assertThat(read.getPartialSuccess().getRejectedDataPoints()).isZero();
    assertThat(read.getPartialSuccess().getErrorMessage()).isEqualTo("no room 1");
    assertThat(warned.and("bad 2").problem()).isEqualTo("no room 1; bad 2");
  }

  @Test
  void protobuf_isReadByOpenTelemetrysOwnClasses() throws InvalidProtocolBufferException {
    var read = ExportMetricsServiceResponse.parseFrom(OtlpAnswer.of(PARTLY, OtlpForm.PROTOBUF));
    assertThat(read.getPartialSuccess().getRejectedDataPoints()).isEqualTo(300);
    assertThat(read.getPartialSuccess().getErrorMessage()).isEqualTo(PARTLY.problem());
  }

  @Test
  void json_saysNumbersOf64BitsAsText() {
    var answer =
        new String(
            OtlpAnswer.of(new OtlpReport(1, 0, 2, "a: \"b\""), OtlpForm.JSON),
            StandardCharsets.UTF_8);
    assertThat(answer)
        .isEqualTo(
            "{\"partialSuccess\":{\"rejectedDataPoints\":\"2\",\"errorMessage\":\"a:"
                + " \\\"b\\\"\"}}");
  }
}
