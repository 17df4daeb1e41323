package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Series;
import dev.sonde.client.MetricsSink;
import dev.sonde.client.SinkConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KnownMetricsTest {
  private static final Attributes BERLIN = Attributes.of(AttributeKey.stringKey("in"), "berlin");

  private final MetricsSink sink =
      MetricsSink.open(SinkConfig.inMemory("http://127.0.0.1:1").withCloseWithin(Duration.ZERO));
  private final KnownMetrics known = new KnownMetrics(sink);

  KnownMetricsTest() throws IOException {}

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  void series_areLookedUpOnce() {
    MetricData gauge = Handed.gauge(1, 1, 0).getFirst();
    MetricData again = Handed.gauge(2, 1, 0).getFirst();
    assertThat(known.metric(again)).isSameAs(known.metric(gauge));
    PointSeries point = known.metric(gauge).point(BERLIN);
    assertThat(known.metric(again).point(BERLIN.toBuilder().build())).isSameAs(point);
    assertThat(point.only()).isSameAs(point.only());
    assertThat(point.only().toString()).isEqualTo("load{in=\"berlin\"}");
    assertThat(known.metric(gauge).point(Attributes.empty())).isNotSameAs(point);
  }

  @Test
  void buckets_areThoseOfTheBounds() {
    PointSeries point = known.metric(Handed.gauge(1, 1, 0).getFirst()).point(BERLIN);
    List<Series> first = point.buckets(List.of(1.0, 2.5));
    assertThat(first.stream().map(Series::toString))
        .containsExactly(
            "load_bucket{in=\"berlin\",le=\"1.0\"}",
            "load_bucket{in=\"berlin\",le=\"2.5\"}",
            "load_bucket{in=\"berlin\",le=\"+Inf\"}",
            "load_count{in=\"berlin\"}",
            "load_sum{in=\"berlin\"}");
    assertThat(point.buckets(List.of(1.0, 2.5))).isSameAs(first);
    assertThat(point.buckets(List.of(1.0))).hasSize(4).contains(first.getFirst());
  }
}
