package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Histogram;
import dev.sonde.api.Labels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is given of a native histogram, and whether it says that its classic buckets are, too.
final class NativesTest {
  @Test
  void onlyWithItsClassicBuckets_aHistogramIsAccompanied() throws PageException {
    check(PageSink.Natives.BOTH, true, true, "h", "h_count", "h_sum", "h_bucket", "h_bucket");
    check(PageSink.Natives.BOTH, false, false, "h");
    check(PageSink.Natives.NATIVE, true, false, "h");
  }

  private static void check(
      PageSink.Natives natives, boolean buckets, boolean accompanied, String... names)
      throws PageException {
    byte[] page = Families.page(family(buckets ? List.of(bucket()) : List.of()));
    var sink = new Sink(natives);
    new PageReader(1, PageLimits.USUAL)
        .read(page, page.length, PageFormat.PROTOBUF, new PageMemory(), sink);
    assertThat(sink.names).containsExactly(names);
    assertThat(sink.histograms).hasSize(1);
    assertThat(sink.histograms.getFirst().shape().accompanied()).isEqualTo(accompanied);
  }

  private static DynamicMessage bucket() {
    return Families.of("Bucket", "upper_bound", 1.0);
  }

  private static DynamicMessage family(List<DynamicMessage> buckets) {
    var histogram =
        Families.of("Histogram", "sample_count", 1L, "zero_count", 1L, "bucket", buckets);
    var metrics = List.of(Families.of("Metric", "histogram", histogram));
    return Families.of("MetricFamily", "name", "h", "type", 4, "metric", metrics);
  }

  private static final class Sink implements PageSink {
    private final Natives natives;
    private final List<String> names = new ArrayList<>();
    private final List<Histogram> histograms = new ArrayList<>();

    Sink(Natives natives) {
      this.natives = natives;
    }

    @Override
    public void again(int place, double value, long timeMillis) {
      throw new AssertionError(place);
    }

    @Override
    public void moved(int place, int before, double value, long timeMillis) {
      throw new AssertionError(place);
    }

    @Override
    public void define(int place, Family family, Labels labels, double value, long timeMillis) {
      names.add(family.name());
    }

    @Override
    public void attach(Extra extra) {
      histograms.add((Histogram) extra);
    }

    @Override
    public Natives natives() {
      return natives;
    }
  }
}
