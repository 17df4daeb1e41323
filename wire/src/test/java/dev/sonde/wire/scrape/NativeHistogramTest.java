package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import dev.sonde.api.Histogram;
import dev.sonde.api.Histogram.Shape;
import dev.sonde.api.Histogram.Side;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NativeHistogramTest {
  @Test
  void deltas_becomeCounts() throws BodyException {
    var histogram =
        read(
            "sample_count",
            12L,
            "sample_sum",
            6.5,
            "schema",
            3,
            "zero_threshold",
            0.001,
            "zero_count",
            2L,
            "positive_span",
            List.of(span(-2, 2), span(3, 1)),
            "positive_delta",
            List.of(1L, 2L, -1L),
            "negative_span",
            List.of(span(0, 1)),
            "negative_delta",
            List.of(4L));
    assertThat(histogram)
        .isEqualTo(
            new Histogram(
                new Shape(3, 0.001, false, false, true),
                12,
                6.5,
                2,
                new Side(new int[] {-2, 3}, new int[] {2, 1}, new double[] {1, 3, 2}),
                new Side(new int[] {0}, new int[] {1}, new double[] {4})));
  }

  @Test
  void floats_standAsTheyAre() throws BodyException {
    var histogram =
        read(
            "sample_count_float",
            2.75,
            "zero_count_float",
            0.25,
            "positive_span",
            List.of(span(1, 2)),
            "positive_count",
            List.of(0.5, 2.0));
    assertThat(histogram.shape().floating()).isTrue();
    assertThat(histogram.count()).isEqualTo(2.75);
    assertThat(histogram.zeroCount()).isEqualTo(0.25);
    assertThat(histogram.positive())
        .isEqualTo(new Side(new int[] {1}, new int[] {2}, new double[] {0.5, 2}));
    assertThat(histogram.negative()).isEqualTo(Side.NONE);
  }

  @Test
  void customBounds_areThoseOfTheClassicBuckets() throws BodyException {
    var histogram =
        read(
            "schema", Histogram.CUSTOM,
            "bucket", List.of(bound(0.5), bound(2), bound(Double.POSITIVE_INFINITY)),
            "positive_span", List.of(span(0, 3)),
            "positive_delta", List.of(1L, 0L, 0L));
    assertThat(histogram.bounds()).isEqualTo(2);
    assertThat(histogram.bound(0)).isEqualTo(0.5);
    assertThat(histogram.bound(1)).isEqualTo(2);
    assertThat(histogram.positive())
        .isEqualTo(new Side(new int[] {0}, new int[] {3}, new double[] {1, 1, 1}));
  }

  @Test
  void noOpSpan_makesItNative() throws BodyException {
    assertThat(read("positive_span", List.of(span(0, 0))).positive().size()).isZero();
    assertThat(message("bucket", List.of(bound(1))).isNative()).isFalse();
  }

  @Test
  void unsoundOnes_areRefused() {
    refuse("schema 9", "schema", 9, "zero_count", 1L);
    refuse("fewer buckets", "zero_count", 1L, "positive_delta", List.of(1L));
    refuse("more buckets", "positive_span", List.of(span(0, -1)));
    refuse("more buckets", "positive_span", List.of(span(0, 2)), "positive_delta", List.of(1L));
    refuse(
        "overlaps",
        "positive_span",
        List.of(span(0, 1), span(-1, 1)),
        "positive_delta",
        List.of(1L, 1L));
    refuse(
        "less than nothing", "negative_span", List.of(span(0, 1)), "negative_delta", List.of(-1L));
    refuse("zero threshold", "zero_threshold", Double.POSITIVE_INFINITY);
    refuse(
        "below zero",
        "schema",
        -53,
        "negative_span",
        List.of(span(0, 1)),
        "negative_delta",
        List.of(1L));
    refuse(
        "more buckets than bounds",
        "schema",
        -53,
        "positive_span",
        List.of(span(1, 1)),
        "positive_delta",
        List.of(1L));
  }

  private static void refuse(String reason, Object... fields) {
    assertThatThrownBy(() -> read(fields))
        .isInstanceOf(BodyException.class)
        .hasMessageStartingWith("byte ")
        .hasMessageContaining(reason);
  }

  private static Histogram read(Object... fields) throws BodyException {
    var message = message(fields);
    assertThat(message.isNative()).isTrue();
    return message.make(false, true);
  }

  private static HistogramMessage message(Object... fields) throws BodyException {
    byte[] bytes = Families.of("Histogram", fields).toByteArray();
    var wire = new WireReader();
    wire.begin(bytes, 0, bytes.length);
    var message = new HistogramMessage();
    message.clear();
    message.read(wire);
    message.settle(wire);
    return message;
  }

  private static DynamicMessage span(int offset, int length) {
    return Families.of("BucketSpan", "offset", offset, "length", length);
  }

  private static DynamicMessage bound(double bound) {
    return Families.of("Bucket", "upper_bound", bound);
  }
}
