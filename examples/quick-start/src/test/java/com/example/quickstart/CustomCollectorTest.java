package com.example.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.api.framework.MetricsCollectorFactory;
import dev.sonde.testkit.MetricsCollectorContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomCollectorTest extends MetricsCollectorContract {
  @Override
  protected MetricsCollectorFactory factory() {
    return CustomCollector::new;
  }

  @Test
  void value_isTheParameter() {
    var config = CollectorConfig.named("mine").withParameters(Map.of("value", "7"));
    assertThat(new CustomCollector(config).collect(containers().getFirst()))
        .extracting(MetricValue::value)
        .containsExactly(7.0);
  }
}
