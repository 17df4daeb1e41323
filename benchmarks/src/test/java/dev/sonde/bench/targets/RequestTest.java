package dev.sonde.bench.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RequestTest {
  @Test
  void agent_isKnownByItsName() {
    var request = of("User-Agent: Prometheus/3.5.3", "Accept-Encoding: gzip");
    assertThat(request).isEqualTo(new Request("/metrics", "Prometheus/3.5.3", true, false));
  }

  @Test
  void format_isThePreferredOne() {
    check("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3", true);
    check("application/openmetrics-text;q=0.2, text/plain;q=0.3", false);
    check("text/plain;version=0.0.4;q=1,*/*;q=0.1", false);
    check("application/openmetrics-text", true);
    check("*/*", false);
  }

  private static void check(String accept, boolean openMetrics) {
    assertThat(of("accept: " + accept).openMetrics()).isEqualTo(openMetrics);
  }

  private static Request of(String... headers) {
    var head = "GET /metrics HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    var bytes = head.getBytes(StandardCharsets.ISO_8859_1);
    return Request.of(bytes, bytes.length);
  }
}
