package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenericMetricTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void timeseriesFormat_isThatOfDocument002() {
    var metric =
        new GenericMetric("app", "event", 1, NOON, Map.of("n", 3, "b", true, "event_name", "x"));
    assertThat(metric.toTimeseriesFormat())
        .containsExactly(
            Map.entry("measurement", "system_metrics"),
            Map.entry("tags", Map.of("origin", "app", "metric_type", "event")),
            Map.entry("fields", Map.of("value", 1.0, "n", 3, "b", true, "event_name", "x")),
            Map.entry("timestamp", "2026-01-01T12:00:00Z"));
    assertThat(metric.toTimeseriesJson())
        .isEqualTo(
            "{\"measurement\":\"system_metrics\","
                + "\"tags\":{\"origin\":\"app\",\"metric_type\":\"event\"},"
                + "\"fields\":{\"value\":1,\"b\":true,\"event_name\":\"x\",\"n\":3},"
                + "\"timestamp\":\"2026-01-01T12:00:00Z\"}");
  }

  @Test
  void withoutTimestamp_itIsNow() {
    Instant before = Instant.now();
    assertThat(new GenericMetric("a", "b", 1).timestamp()).isBetween(before, Instant.now());
  }

  @Test
  void metadata_isItsOwn() {
    var given = new HashMap<String, Object>(Map.of("n", 1));
    var metric = new GenericMetric("a", "b", 1, NOON, given);
    given.put("m", 2);
    assertThat(metric.metadata()).containsExactly(Map.entry("n", 1));
    assertThatThrownBy(() -> metric.metadata().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatNoHubTakes_isRefusedAtOnce() {
    refused("", 1, NOON, Map.of(), "needs a metricType");
    refused("x".repeat(4_097), 1, NOON, Map.of(), "metricType is longer");
    refused("a\ud800", 1, NOON, Map.of(), "half of a character");
    refused("a", Double.NaN, NOON, Map.of(), "finite");
    refused("a", 1, NOON.minusSeconds(99_000_000_000L), Map.of(), "1970");
    refused("a", 1, NOON.plusSeconds(999_000_000_000L), Map.of(), "9999");
    refused("a", 1, NOON, Map.of("value", 2), "the value itself");
    refused("a", 1, NOON, Map.of("n", Double.POSITIVE_INFINITY), "finite");
    refused("a", 1, NOON, Map.of("n", List.of(1)), "neither text");
    var many = new HashMap<String, Object>();
    for (int i = 0; i < 65; i++) {
      many.put("n" + i, i);
    }
    refused("a", 1, NOON, many, "more than 64");
  }

  private static void refused(
      String type, double value, Instant time, Map<String, Object> metadata, String why) {
    assertThatThrownBy(() -> new GenericMetric("o", type, value, time, metadata))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
