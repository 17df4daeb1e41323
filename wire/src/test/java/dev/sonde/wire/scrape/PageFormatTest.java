package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PageFormatTest {
  @Test
  void contentType_saysTheFormat() {
    check(
        "application/openmetrics-text; version=1.0.0; charset=utf-8", "", PageFormat.OPEN_METRICS);
    check("Application/OpenMetrics-Text", "<html>", PageFormat.OPEN_METRICS);
    check("text/plain; version=0.0.4", "<html>", PageFormat.PROMETHEUS_TEXT);
    check("text/plain;version=1.0.0;escaping=underscores", "", PageFormat.PROMETHEUS_TEXT);
  }

  @Test
  void protobuf_isDelimitedFamiliesOnly() {
    var type = "application/vnd.google.protobuf";
    var families = "; proto=io.prometheus.client.MetricFamily";
    check(type + families + "; encoding=delimited", "", PageFormat.PROTOBUF);
    check(type + ";encoding=\"delimited\"" + families + ";q=0.5", "a 1", PageFormat.PROTOBUF);
    check(type + families, "a 1", null);
    check(type + families + "; encoding=text", "a 1", null);
    check(type + ";proto=other;encoding=delimited", "a 1", null);
  }

  @Test
  void otherTypes_areToldByHowTheyBegin() {
    for (var page :
        new String[] {
          "", "\n a 1", "# x", "_a 1", ":a 1", "{\"a\"} 1", "{ \"a\" , b", "{b=\"1\",\"a\"} 1"
        }) {
      check("", page, PageFormat.PROMETHEUS_TEXT);
      check("text/html", page, PageFormat.PROMETHEUS_TEXT);
    }
    for (var page :
        new String[] {"<html>", "{\"a\": 1}", "{\"a\"", "{", "[1]", "1", "\u0007", "{}"}) {
      check("", page, null);
      check("application/json", page, null);
    }
  }

  private static void check(
      String type, String page, @org.jspecify.annotations.Nullable PageFormat expected) {
    var bytes = page.getBytes(StandardCharsets.UTF_8);
    assertThat(PageFormat.of(type, bytes, bytes.length))
        .as("%s %s", type, page)
        .isEqualTo(Optional.ofNullable(expected));
  }
}
