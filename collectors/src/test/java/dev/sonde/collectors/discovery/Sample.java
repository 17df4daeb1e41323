package dev.sonde.collectors.discovery;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The sample of a discovery's configuration.
public final class Sample {
  private Sample() {}

  /// The first element of `KIND_sd_configs` in the sample of that kind.
  public static Map<String, Object> of(String kind) throws IOException {
    try (var in = Sample.class.getResourceAsStream(kind + "/sample.yaml")) {
      var load = new Load(LoadSettings.builder().build());
      var sample = (Map<?, ?>) load.loadFromInputStream(Objects.requireNonNull(in));
      var configs = (List<?>) Objects.requireNonNull(sample.get(kind + "_sd_configs"));
      @SuppressWarnings("unchecked") // keys of a sample are text
      var first = (Map<String, Object>) configs.getFirst();
      return first;
    }
  }
}
