package dev.sonde.app;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The live metrics service's environments. What comes of each stands beside it; `-Ddocs=write`
/// writes that.
class LiveServiceCasesTest {
  static List<String> cases() throws IOException {
    return ConfigurationCases.of("liveservice");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void environment_means(String name) throws Exception {
    ConfigurationCases.check("liveservice", name);
  }
}
