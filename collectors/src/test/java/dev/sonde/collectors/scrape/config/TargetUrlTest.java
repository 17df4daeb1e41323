package dev.sonde.collectors.scrape.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetUrlTest {
  @Test
  void url_isTakenApart() {
    TargetUrl url = TargetUrl.parse("https://h:1/a/b?x=1&x=%20&y&=z");
    assertThat(url.scheme()).isEqualTo(Scheme.HTTPS);
    assertThat(url.address()).isEqualTo("h:1");
    assertThat(url.path(PageFormat.AUTO)).isEqualTo("/a/b");
    assertThat(url.params()).hasSize(2).containsEntry("x", List.of("1", " "));
    assertThat(url.params()).containsEntry("y", List.of(""));
    assertThat(url).hasToString("https://h:1/a/b");
  }

  @Test
  void port_thatIsNotWritten_isTheSchemes() {
    assertThat(TargetUrl.parse("http://h/").address()).isEqualTo("h:80");
    assertThat(TargetUrl.parse("https://[::1]/").address()).isEqualTo("[::1]:443");
  }

  @Test
  void path_thatIsNotWritten_isMetricsUnlessItIsMetricsd() {
    assertThat(TargetUrl.parse("http://h").path(PageFormat.AUTO)).isEqualTo("/metrics");
    assertThat(TargetUrl.parse("http://h?a=b").path(PageFormat.AUTO)).isEqualTo("/metrics");
    assertThat(TargetUrl.parse("http://h").path(PageFormat.METRICSD_JSON)).isEqualTo("/");
    assertThat(TargetUrl.parse("http://h/").path(PageFormat.AUTO)).isEqualTo("/");
  }

  @Test
  void socket_hasAPathOfItsOwn() {
    TargetUrl url = TargetUrl.parse("http://unix:/run/a.sock:/m");
    assertThat(url.address()).isEqualTo("unix:/run/a.sock");
    assertThat(url.path(PageFormat.AUTO)).isEqualTo("/m");
    assertThat(TargetUrl.parse("http://unix:/run/a.sock").path(PageFormat.AUTO))
        .isEqualTo("/metrics");
  }

  @Test
  void query_withABrokenEscape_isRefused() {
    assertThatThrownBy(() -> TargetUrl.parse("http://h/?a=%zz"))
        .hasMessageContaining("two hex digits");
  }
}
