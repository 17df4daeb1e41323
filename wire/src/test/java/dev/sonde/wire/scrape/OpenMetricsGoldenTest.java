package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenMetricsGoldenTest {
  /// `|` stands for a line feed; `# EOF` follows.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "up 1|",
        "up NaN|",
        "up -Inf 0000.0|",
        "# TYPE up gauge|# HELP up Is it?|up{} 1|",
        "# HELP up Is it?|# TYPE up gauge|up 1.5e3 -1.5|",
        "# TYPE c counter|c_total 1 12 # {t=\"x\"} 0.5|c_created 12.5|",
        "# TYPE c counter|c_total{a=\"\\\\ \\\" \\n \\d # }\"} 1 # {} 2 1.5|",
        "# TYPE c counter|c_total{a=\"1\"} 1|c_created{a=\"1\"} 2|c_total{a=\"\"} 3|",
        "# TYPE c_s counter|# UNIT c_s s|c_s_total 1|",
        "# HELP e |# UNIT e |",
        "# TYPE empty histogram|",
        "# TYPE h histogram|h_bucket{le=\"1\"} 1 # {a=\"b\"} .5|h_bucket{le=\"+Inf\"} 2|",
        "# TYPE h histogram|h_count 2|h_sum 2|h_bucket{le=\"0.1\"} 1|h_bucket{le=\"+Inf\"} 2|",
        "# TYPE h histogram|h_bucket{le=\"-1\"} 1|h_bucket{le=\"+Inf\"} 2|",
        "# TYPE g gaugehistogram|g_bucket{le=\"-1\"} 1|g_bucket{le=\"+Inf\"} 2|g_gcount 2|g_gsum -4|",
        "# TYPE s summary|s{quantile=\"0.5\"} NaN|s_count 1|s_sum 2|s_created 3|",
        "# TYPE i info|i_info{v=\"1\"} 1.0 7|",
        "# TYPE st stateset|st{st=\"on\",x=\"1\"} 1|st{x=\"1\",st=\"off\"} 0|",
        "# TYPE \"http.s\" gauge|# UNIT \"http.s\" |{\"http.s\",\"a.b\"=\"1\"} 1|{c=\"d\",\"http.s\"} 2|",
        "g 1 1|g 2 2|",
        "a_created 1|",
      })
  void soundPage_isRead(String lines) {
    var trial = new Trial(PageFormat.OPEN_METRICS, PageLimits.USUAL);
    var page = lines.replace('|', '\n') + "# EOF\n";
    assertThat(trial.read(page)).as(lines).isPresent();
    assertThat(trial.read(page.stripTrailing())).as("without a last line feed").isPresent();
    assertThat(trial.sink().defined() + trial.sink().moved()).isZero();
  }

  /// What racy and sloppy libraries show: Prometheus takes it, the specification does not.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "# TYPE a gauge|a{x=\"1\",y=\"2\"} 1|a{y=\"2\",x=\"1\"} 1|",
        "# TYPE a gauge|a{x=\"1\",y=\"2\"} 1|a 2|a{y=\"2\",x=\"1\"} 1|",
        "# TYPE h histogram|h_bucket{le=\"1\"} 2|h_bucket{le=\"+Inf\"} 1|",
        "# TYPE h histogram|h_bucket{le=\"+Inf\"} 1|h_count 2|h_sum 2|",
        "# TYPE h histogram|h_count 2|h_sum 2|h_bucket{le=\"+Inf\"} 1|",
        "# TYPE h histogram|h_bucket{le=\"+Inf\"} 1|h_count 1|",
        "# TYPE h histogram|h_bucket{le=\"+Inf\"} 1|h_sum 1|",
        "up 1 # {a=\"b\"} 1|",
        "# TYPE c counter|c_created 1 # {} 1|",
        "# TYPE h histogram|h_bucket{le=\"+Inf\"} 1 # {} 1|h_sum 1|h_count 1 # {} 1|",
      })
  void carelessPage_isReadAllTheSame(String lines) {
    var trial = new Trial(PageFormat.OPEN_METRICS, PageLimits.USUAL);
    assertThat(trial.read(lines.replace('|', '\n') + "# EOF\n")).as(lines).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|",
        "up 1||",
        " up 1|",
        "up  1|",
        "up 1 |",
        "up\t1|",
        "up 1\r|",
        "up|",
        "up |",
        "up{}1|",
        "up 0x1|",
        "up 1_0|",
        "up 1e999|",
        "up 1 NaN|",
        "up 1 Inf|",
        "up 1 1e30|",
        "up 1 1 1|",
        "up{a=\"1\",} 1|",
        "up{,} 1|",
        "up{ a=\"1\"} 1|",
        "up{a=\"1\" ,b=\"2\"} 1|",
        "up{a=\"1\",a=\"1\"} 1|",
        "up{a='1'} 1|",
        "up{a=\"1} 1|",
        "up{1=\"1\"} 1|",
        "up{a} 1|",
        "up{__name__=\"x\"} 1|",
        "{a=\"1\"} 1|",
        "{\"a\",\"b\"} 1|",
        "up{\"b\"} 1|",
        "a.b 1|",
        "0a 1|",
        "#|",
        "# a comment|",
        "#TYPE a gauge|",
        "# FOO a x|",
        "# TYPE|",
        "# TYPE a|",
        "# TYPE a |",
        "# TYPE a gauge |",
        "# TYPE a untyped|",
        "# TYPE  a gauge|",
        "# HELP a|",
        " # HELP a b|",
        "# EOF|",
        "# TYPE a gauge|# TYPE a gauge|",
        "# HELP a |# HELP a |",
        "# HELP a x|a 1|# TYPE a gauge|",
        "# TYPE a gauge|a 1|b 1|a{x=\"1\"} 1|",
        "# TYPE a_created gauge|# TYPE a counter|",
        "# TYPE a info|# TYPE a_info gauge|",
        "# UNIT a s|",
        "# UNIT s s|",
        "# TYPE a_s info|# UNIT a_s s|",
        "# UNIT a_s s|# TYPE a_s stateset|",
        "# TYPE c counter|c 1|",
        "# TYPE c counter|c_total -1|",
        "# TYPE c counter|c_total NaN|",
        "# TYPE c counter|c_created NaN|",
        "# TYPE c counter|c_total{a=\"1\"} 1|c_total{a=\"2\"} 1|c_created{a=\"1\"} 1|",
        "# TYPE i info|i_info 2|",
        "# TYPE i info|i 1|",
        "# TYPE a stateset|a 1|",
        "# TYPE a stateset|a{a=\"x\"} 2|",
        "# TYPE s summary|s 1|",
        "# TYPE s summary|s{quantile=\"1.1\"} 1|",
        "# TYPE s summary|s{quantile=\"NaN\"} 1|",
        "# TYPE s summary|s{quantile=\"0.5\"} -1|",
        "# TYPE s summary|s_count 1.5|",
        "# TYPE s summary|s_sum -1|",
        "# TYPE h histogram|h_bucket 1|",
        "# TYPE h histogram|h_bucket{le=\"1\"} 1|",
        "# TYPE h histogram|h_bucket{le=\"+INF\"} 1|",
        "# TYPE h histogram|h_bucket{le=\"NaN\"} 1|h_bucket{le=\"+Inf\"} 1|",
        "# TYPE h histogram|h_bucket{le=\"2\"} 1|h_bucket{le=\"1\"} 1|h_bucket{le=\"+Inf\"} 1|",
        "# TYPE h histogram|h_sum 1|",
        "# TYPE h histogram|h_bucket{le=\"-1\"} 0|h_bucket{le=\"+Inf\"} 1|h_count 1|h_sum 1|",
        "# TYPE g gaugehistogram|g_bucket{le=\"+Inf\"} 1|g_gcount 1|g_gsum -1|",
        "# TYPE g gaugehistogram|g_bucket{le=\"+Inf\"} 1|g_gcount 1|g_gsum NaN|",
        "# TYPE g gaugehistogram|g_bucket{le=\"+Inf\"} -1|",
        "# TYPE c counter|c_total 1 #|",
        "# TYPE c counter|c_total 1# {} 1|",
        "# TYPE c counter|c_total 1 #{} 1|",
        "# TYPE c counter|c_total 1 # {}1|",
        "# TYPE c counter|c_total 1 # {} 1 |",
        "# TYPE c counter|c_total 1 # {\"a\"} 1|",
        "# TYPE c counter|c_total 1 # {} 1 Inf|",
        "# TYPE c counter|c_total 1  # {} 1|",
      })
  void brokenPage_failsAsAWhole(String lines) {
    var trial = new Trial(PageFormat.OPEN_METRICS, PageLimits.USUAL);
    assertThat(trial.read(lines.replace('|', '\n') + "# EOF\n")).as(lines).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "up 1|", "up 1|# EO", "up 1|# EOF|up 1|", "# EOF||", "# EOF "})
  void pageWithoutItsEnd_fails(String page) {
    var trial = new Trial(PageFormat.OPEN_METRICS, PageLimits.USUAL);
    assertThat(trial.read(page.replace('|', '\n'))).isEmpty();
  }

  @Test
  void exemplarOf129Characters_fails() {
    var trial = new Trial(PageFormat.OPEN_METRICS, PageLimits.USUAL);
    var page = "# TYPE c counter\nc_total 1 # {ä=\"%s\"} 1\n# EOF\n".replace("ä", "\"ä\"");
    assertThat(trial.read(page.formatted("ö".repeat(127)))).isPresent();
    assertThat(trial.read(page.formatted("ö".repeat(128)))).isEmpty();
  }

  @Test
  void valueThatBecomesImpossible_failsAPageThatStandsStill() {
    var trial = new Trial(PageFormat.OPEN_METRICS, PageLimits.USUAL);
    var page = "# TYPE h histogram\nh_bucket{le=\"1\"} %s\nh_bucket{le=\"+Inf\"} 5\n# EOF\n";
    assertThat(trial.read(page.formatted("3"))).isPresent();
    assertThat(trial.read(page.formatted("-6"))).isEmpty();
    assertThat(trial.read(page.formatted("4"))).isPresent();
    assertThat(trial.sink().defined()).isZero();
  }

  @Test
  void metricThatLosesItsLastBucket_fails() {
    var trial = new Trial(PageFormat.OPEN_METRICS, PageLimits.USUAL);
    var page = "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 5\n# EOF\n";
    assertThat(trial.read(page)).isPresent();
    assertThat(trial.read(page.replaceFirst("h_bucket.*Inf.*\n", ""))).isEmpty();
    assertThat(trial.read(page)).hasValueSatisfying(s -> assertThat(s.changed()).isFalse());
  }
}
