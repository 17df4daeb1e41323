package dev.sonde.app;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// metricsd's configurations as files: those of its README, as they stand there, and others. What
/// comes of each stands beside it; `-Ddocs=write` writes that.
class MetricsdCasesTest {
  static List<String> cases() throws IOException {
    return ConfigurationCases.of("metricsd");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void configuration_means(String name) throws Exception {
    ConfigurationCases.check("metricsd", name, "-config", "config.json");
  }
}
