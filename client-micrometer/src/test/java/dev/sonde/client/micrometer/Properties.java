package dev.sonde.client.micrometer;

import java.util.HashMap;
import java.util.Map;

/// Configurations of tests.
final class Properties {
  private Properties() {}

  /// Published when the test says so, and not by the clock.
  static SondeConfig still() {
    return of("sonde.enabled", "false");
  }

  /// @param keysAndValues in turn
  static SondeConfig of(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties::get;
  }
}
