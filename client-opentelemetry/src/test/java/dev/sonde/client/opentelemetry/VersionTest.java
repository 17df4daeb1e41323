package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import org.junit.jupiter.api.Test;

/// The tests run once with the oldest version and once with the newest.
class VersionTest {
  @Test
  void sdk_isTheOneThatTheseTestsAreFor() {
    assertThat(Resource.getDefault().getAttribute(AttributeKey.stringKey("telemetry.sdk.version")))
        .isEqualTo(System.getProperty("opentelemetry"));
  }
}
