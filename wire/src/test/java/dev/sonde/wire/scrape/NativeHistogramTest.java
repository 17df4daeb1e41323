package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import dev.sonde.wire.scrape.NativeHistogram.Side;
import dev.sonde.wire.scrape.NativeHistogram.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NativeHistogramTest {
  private static final Side NONE = new Side(List.of(), List.of());

  @Test
  void deltas_becomeCounts() throws PageException {
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
            new NativeHistogram(
                3,
                false,
                12,
                6.5,
                0.001,
                2,
                new Side(List.of(new Span(-2, 2), new Span(3, 1)), List.of(1.0, 3.0, 2.0)),
                new Side(List.of(new Span(0, 1)), List.of(4.0)),
                List.of()));
  }

  @Test
  void floats_standAsTheyAre() throws PageException {
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
    assertThat(histogram.floating()).isTrue();
    assertThat(histogram.count()).isEqualTo(2.75);
    assertThat(histogram.zeroCount()).isEqualTo(0.25);
    assertThat(histogram.positive())
        .isEqualTo(new Side(List.of(new Span(1, 2)), List.of(0.5, 2.0)));
    assertThat(histogram.negative()).isEqualTo(NONE);
  }

  @Test
  void customBounds_areThoseOfTheClassicBuckets() throws PageException {
    var histogram =
        read(
            "schema", NativeHistogram.CUSTOM,
            "bucket", List.of(bound(0.5), bound(2), bound(Double.POSITIVE_INFINITY)),
            "positive_span", List.of(span(0, 3)),
            "positive_delta", List.of(1L, 0L, 0L));
    assertThat(histogram.customBounds()).containsExactly(0.5, 2.0);
    assertThat(histogram.positive().counts()).containsExactly(1.0, 1.0, 1.0);
  }

  @Test
  void noOpSpan_makesItNative() throws PageException {
    assertThat(read("positive_span", List.of(span(0, 0))).positive().counts()).isEmpty();
    byte[] classic = Families.of("Histogram", "bucket", List.of(bound(1))).toByteArray();
    assertThat(NativeHistogram.read(classic, 0, classic.length)).isEmpty();
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
        .isInstanceOf(PageException.class)
        .hasMessageStartingWith("byte ")
        .hasMessageContaining(reason);
  }

  private static NativeHistogram read(Object... fields) throws PageException {
    byte[] message = Families.of("Histogram", fields).toByteArray();
    return NativeHistogram.read(message, 0, message.length).orElseThrow();
  }

  private static DynamicMessage span(int offset, int length) {
    return Families.of("BucketSpan", "offset", offset, "length", length);
  }

  private static DynamicMessage bound(double bound) {
    return Families.of("Bucket", "upper_bound", bound);
  }
}
