package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import dev.sonde.api.Histogram;
import dev.sonde.wire.scrape.PageSink.Natives;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WholeHistogramTest {
  @Test
  void count_isThatOfTheBuckets() throws PageException {
    check("sample_count", 4L, "zero_count", 2L);
    refuse("a histogram's count is not that of its buckets", "sample_count", 5L, "zero_count", 2L);
    refuse("a histogram's count is not that of its buckets", "sample_count", 3L, "zero_count", 2L);
    refuse("fewer than no observations", "sample_count_float", -1.0, "zero_count", 2L);
  }

  @Test
  void observationsThatAreNoNumbers_areInNoBucket() throws PageException {
    check("sample_count", 5L, "zero_count", 2L, "sample_sum", Double.NaN);
    refuse("count", "sample_count", 3L, "zero_count", 2L, "sample_sum", Double.NaN);
  }

  @Test
  void countsAreExact() throws PageException {
    long most = 1L << 53;
    check("sample_count", most, "zero_count", most - 2);
    refuse("more observations than", "sample_count", most + 2, "zero_count", most);
  }

  @Test
  void fractions_needNotAddUp() throws PageException {
    check("sample_count_float", 9.0, "zero_count_float", 0.5);
    refuse("fewer than no", "sample_count_float", -9.0, "zero_count_float", 0.5);
    refuse("fewer than no", "sample_count_float", Double.NaN, "zero_count_float", 0.5);
  }

  @Test
  void bounds_ascend() throws PageException {
    check(custom(-1, 2));
    check(custom(2, Double.POSITIVE_INFINITY));
    refuse("bounds do not ascend", custom(2, 2));
    refuse("bounds do not ascend", custom(Double.NaN, 2));
    refuse("bounds do not ascend", custom(Double.NEGATIVE_INFINITY, 2));
    refuse("bounds do not ascend", custom(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    var zero = new ArrayList<>(List.of(custom(1, 2)));
    zero.addAll(List.of("zero_threshold", 0.5));
    refuse("has a bucket of zero", zero.toArray());
  }

  private static Object[] custom(double... bounds) {
    var buckets = new ArrayList<DynamicMessage>();
    for (double bound : bounds) {
      buckets.add(Families.of("Bucket", "upper_bound", bound));
    }
    return new Object[] {"schema", Histogram.CUSTOM, "sample_count", 2L, "bucket", buckets};
  }

  private static void check(Object... fields) throws PageException {
    assertThat(read(Natives.NATIVE, fields)).isEqualTo(1);
  }

  /// Whoever wants classic buckets gets them all the same.
  private static void refuse(String reason, Object... fields) throws PageException {
    assertThatThrownBy(() -> read(Natives.NATIVE, fields))
        .isInstanceOf(PageException.class)
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> read(Natives.BOTH, fields)).isInstanceOf(PageException.class);
    assertThat(read(Natives.CLASSIC, fields)).isGreaterThan(1);
  }

  /// With one bucket of two observations.
  private static int read(Natives natives, Object... fields) throws PageException {
    var histogram =
        Families.of("Histogram", fields).toBuilder()
            .mergeFrom(
                Families.of(
                    "Histogram",
                    "positive_span",
                    List.of(Families.of("BucketSpan", "length", 1)),
                    "positive_delta",
                    List.of(2L),
                    "positive_count",
                    List.of(2.0)))
            .build();
    var metric = Families.of("Metric", "histogram", histogram);
    byte[] page =
        Families.page(
            Families.of("MetricFamily", "name", "h", "type", 4, "metric", List.of(metric)));
    var sink = new CheckingSink(natives);
    sink.begin();
    return new PageReader(1, PageLimits.USUAL)
        .read(page, page.length, PageFormat.PROTOBUF, new PageMemory(), sink)
        .places();
  }
}
