package dev.sonde.receivers.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Allowance;
import dev.sonde.api.Caller;
import dev.sonde.api.Glob;
import dev.sonde.api.Labels;
import dev.sonde.api.Role;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ManualTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OtlpReceiverTest {
  private final ManualTime time = new ManualTime("2026-11-20T00:00:00Z");

  @Test
  void whatALimitKeepsOut_isToldAsAWarning() throws Exception {
    try (var hub = new OtlpHub(new FaultyDisk(), time)) {
      assertThat(hub.push(shop(), request("shop_visits"))).isEqualTo("200 {}");
      assertThat(hub.push(shop(), request("bank_money")))
          .isEqualTo(
              "200 {\"partialSuccess\":{\"rejectedDataPoints\":\"0\",\"errorMessage\":"
                  + "\"samples that are not taken: name_not_allowed 1\"}}");
      assertThat(hub.samples()).hasSize(1);
    }
  }

  private String request(String metric) {
    String point = "{\"asDouble\":1,\"timeUnixNano\":\"" + time.wallMillis() + "000000\"}";
    return "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"%s\",\"gauge\":{\"dataPoints\":[%s]}}]}]}]}"
        .formatted(metric, point);
  }

  private Caller shop() {
    var limits =
        new Allowance.Limits(
            OptionalDouble.empty(), OptionalInt.empty(), List.of(new Glob("shop_*")));
    var allowance = new Allowance(limits, time, 7);
    return new Caller(Optional.of("shop"), Set.of(Role.INGEST), Labels.NONE, allowance, () -> true);
  }
}
