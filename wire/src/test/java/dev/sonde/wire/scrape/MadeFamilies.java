package dev.sonde.wire.scrape;

import com.google.protobuf.DynamicMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/// A target whose page of messages changes from scrape to scrape.
final class MadeFamilies {
  private static final double[] BOUNDS = {
    -1, 0, 0.001, 0.25, 1, 1e6, 123456.5, Double.MIN_VALUE, 1e300
  };

  private final Random random;
  private final List<Long> families = new ArrayList<>();
  private long tick;

  MadeFamilies(Random random) {
    this.random = random;
    for (int i = random.nextInt(6); i >= 0; i--) {
      families.add(random.nextLong());
    }
  }

  /// The page as it is now, sometimes spoilt for this once.
  byte[] page() {
    var page = Families.page(families.stream().map(this::family).toList());
    if (random.nextInt(3) == 0 && page.length > 0) {
      for (int i = random.nextInt(3); i > 0; i--) {
        page[random.nextInt(page.length)] = (byte) random.nextInt(256);
      }
      page = random.nextInt(4) == 0 ? Arrays.copyOf(page, random.nextInt(page.length)) : page;
    }
    return page;
  }

  void change() {
    tick++;
    switch (random.nextInt(families.isEmpty() ? 1 : 7)) {
      case 0 -> families.add(random.nextInt(families.size() + 1), random.nextLong());
      case 1 -> families.remove(random.nextInt(families.size()));
      case 2 -> Collections.shuffle(families, random);
      case 3 -> families.add(families.getFirst());
      default -> {}
    }
  }

  private DynamicMessage family(long seed) {
    var form = new Random(seed);
    var values = new Random(seed + tick);
    int type = form.nextInt(6);
    boolean unit = form.nextInt(4) == 0;
    var name = "m" + form.nextInt(40) + (form.nextInt(5) == 0 ? "µ.ä" : "");
    name += unit ? "_seconds" : "";
    name += type == 0 ? "_total" : "";
    var metrics = new ArrayList<DynamicMessage>();
    for (int i = form.nextInt(5); i >= 0; i--) {
      metrics.add(metric(type, i, form, values));
    }
    return Families.of(
        "MetricFamily",
        "name",
        name,
        "help",
        form.nextInt(3) == 0 ? "Hilfe für " + form.nextInt(3) : "",
        "type",
        type,
        "metric",
        metrics,
        "unit",
        unit ? "seconds" : "");
  }

  private static DynamicMessage metric(int type, int number, Random form, Random values) {
    var labels = new ArrayList<DynamicMessage>();
    if (form.nextInt(8) > 0) {
      labels.add(Families.label("id", "" + number));
    }
    if (form.nextBoolean()) {
      labels.add(Families.label("path ö", form.nextInt(4) == 0 ? "" : "/" + form.nextInt(9)));
    }
    var names = List.of("counter", "gauge", "summary", "untyped", "histogram", "histogram");
    var value =
        switch (type) {
          case 0 -> counter(form, values);
          case 1 -> Families.of("Gauge", "value", number(values));
          case 2 -> summary(form, values);
          case 3 -> Families.of("Untyped", "value", number(values));
          default -> histogram(form, values);
        };
    long time = form.nextInt(6) == 0 ? values.nextLong() >> 20 : 0;
    return Families.of("Metric", "label", labels, names.get(type), value, "timestamp_ms", time);
  }

  private static double number(Random values) {
    return switch (values.nextInt(5)) {
      case 0 -> 0;
      case 1 -> Double.NaN;
      case 2 -> Double.longBitsToDouble(values.nextLong());
      default -> values.nextInt(1000) / 8.0;
    };
  }

  private static DynamicMessage counter(Random form, Random values) {
    if (form.nextBoolean()) {
      return Families.of("Counter", "value", number(values));
    }
    var time = Families.of("Time", "seconds", 1_700_000_000L, "nanos", 5);
    return Families.of(
        "Counter",
        "value",
        number(values),
        "exemplar",
        exemplar(values),
        "created_timestamp",
        time);
  }

  private static DynamicMessage exemplar(Random values) {
    int trace = values.nextInt(9);
    var seconds = trace == 1 ? values.nextLong() : trace - 2;
    var time = Families.of("Time", "seconds", seconds, "nanos", trace == 2 ? -5_000_000 : 5);
    var labels = new ArrayList<DynamicMessage>();
    for (int i = 0; i < trace / 3; i++) {
      labels.add(Families.label("trace" + i, ("ä" + trace).repeat(trace == 8 ? 28 : 1)));
    }
    return Families.of(
        "Exemplar",
        "label",
        labels,
        "value",
        trace / 2.0,
        "timestamp",
        trace % 4 == 0 ? List.of() : List.of(time));
  }

  private static DynamicMessage summary(Random form, Random values) {
    var quantiles = new ArrayList<DynamicMessage>();
    for (int i = form.nextInt(4); i > 0; i--) {
      double quantile = form.nextInt(5) / 4.0;
      quantiles.add(Families.of("Quantile", "quantile", quantile, "value", number(values)));
    }
    return Families.of(
        "Summary",
        "sample_count",
        values.nextLong(),
        "sample_sum",
        number(values),
        "quantile",
        quantiles);
  }

  private static DynamicMessage histogram(Random form, Random values) {
    var buckets = new ArrayList<DynamicMessage>();
    boolean classic = form.nextInt(3) > 0;
    for (int i = classic ? form.nextInt(6) : 0; i > 0; i--) {
      double bound = i == 1 && form.nextBoolean() ? Double.POSITIVE_INFINITY : bound(form);
      var bucket =
          form.nextBoolean()
              ? Families.of("Bucket", "cumulative_count", values.nextLong(), "upper_bound", bound)
              : Families.of(
                  "Bucket",
                  "cumulative_count_float",
                  values.nextInt(9) / 4.0,
                  "upper_bound",
                  bound,
                  "exemplar",
                  exemplar(values));
      buckets.add(bucket);
    }
    var builder =
        Families.of(
            "Histogram",
            "sample_count",
            (long) values.nextInt(1000),
            "sample_sum",
            number(values),
            "bucket",
            buckets);
    return switch (form.nextInt(9)) {
      case 0, 1, 2, 3 -> builder;
      case 4 -> custom(form, values);
      default -> natively(builder, form, values);
    };
  }

  private static double bound(Random form) {
    return BOUNDS[form.nextInt(BOUNDS.length)];
  }

  private static DynamicMessage natively(DynamicMessage classic, Random form, Random values) {
    boolean floating = form.nextInt(3) == 0;
    var histogram =
        Families.of(
            "Histogram",
            "schema",
            form.nextInt(13) - 4,
            "zero_threshold",
            form.nextBoolean() ? 2.938735877055719e-39 : 0.0,
            floating ? "zero_count_float" : "zero_count",
            floating ? (Object) (1 + values.nextInt(9) / 4.0) : (Object) 3L,
            "exemplars",
            form.nextBoolean() ? List.of() : List.of(exemplar(values), exemplar(values)));
    var joined = histogram.toBuilder().mergeFrom(classic);
    long all = 3;
    for (var side : List.of("positive", "negative")) {
      var spans = new ArrayList<DynamicMessage>();
      var deltas = new ArrayList<Long>();
      var counts = new ArrayList<Double>();
      int reach = form.nextInt(4) == 0 ? 1 << form.nextInt(31) : 20;
      for (int i = form.nextInt(4); i > 0; i--) {
        int offset = form.nextInt(reach) - (spans.isEmpty() ? reach / 2 : 0);
        int length = form.nextInt(4);
        spans.add(Families.of("BucketSpan", "offset", offset, "length", length));
        for (int bucket = 0; bucket < length; bucket++) {
          all +=
              deltas.size() % 2 == 0 ? 5 + 3L * (deltas.size() / 2) : 3 + 3L * (deltas.size() / 2);
          deltas.add(deltas.size() % 2 == 0 ? 5L : -2L);
          counts.add(values.nextInt(9) / 4.0);
        }
      }
      var type = joined.getDescriptorForType();
      joined.setField(type.findFieldByName(side + "_span"), spans);
      joined.setField(
          type.findFieldByName(side + (floating ? "_count" : "_delta")),
          floating ? counts : deltas);
    }
    if (values.nextInt(8) > 0) {
      joined.setField(joined.getDescriptorForType().findFieldByName("sample_count"), all);
    }
    return joined.build();
  }

  /// With bounds of its own, as classic buckets without counts.
  private static DynamicMessage custom(Random form, Random values) {
    var bounds = new TreeSet<Double>();
    for (int i = form.nextInt(6); i > 0; i--) {
      bounds.add(bound(form));
    }
    var buckets = new ArrayList<DynamicMessage>();
    var deltas = new ArrayList<Long>();
    for (double bound : bounds) {
      buckets.add(Families.of("Bucket", "upper_bound", bound));
      deltas.add(1L);
    }
    if (form.nextInt(8) == 0) {
      Collections.shuffle(buckets, form);
    }
    long all = bounds.size() * (bounds.size() + 1L) / 2 + (values.nextInt(8) == 0 ? 1 : 0);
    return Families.of(
        "Histogram",
        "schema",
        -53,
        "sample_count",
        all,
        "sample_sum",
        number(values),
        "bucket",
        buckets,
        "positive_span",
        List.of(Families.of("BucketSpan", "length", bounds.size())),
        "positive_delta",
        deltas);
  }
}
