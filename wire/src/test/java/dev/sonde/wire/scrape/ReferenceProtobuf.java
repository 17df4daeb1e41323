package dev.sonde.wire.scrape;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import dev.sonde.api.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Pages as protobuf-java reads them, with what Prometheus 3.5 makes of each message; slow, and
/// with an object for everything.
final class ReferenceProtobuf {
  private static final Kind[] KINDS = {
    Kind.COUNTER, Kind.GAUGE, Kind.SUMMARY, Kind.UNKNOWN, Kind.HISTOGRAM, Kind.GAUGE_HISTOGRAM
  };

  private final List<Reading.Sample> samples = new ArrayList<>();
  private final Set<List<Object>> known = new HashSet<>();
  private int duplicates;
  private int exemplars;

  private ReferenceProtobuf() {}

  static Reading read(byte[] page, int length) {
    try {
      var reference = new ReferenceProtobuf();
      var in = CodedInputStream.newInstance(page, 0, length);
      while (!in.isAtEnd()) {
        int size = (int) in.readRawVarint64();
        int from = in.getTotalBytesRead();
        require(size >= 0 && size <= length - from);
        reference.family(Families.parse(page, from, from + size));
        in.skipRawBytes(size);
      }
      return new Reading(false, reference.samples, reference.duplicates, 0, reference.exemplars);
    } catch (IOException e) {
      return Reading.FAILED;
    }
  }

  static void require(boolean sound) throws IOException {
    if (!sound) {
      throw new IOException("unsound");
    }
  }

  private static void requireKnown(DynamicMessage message) throws IOException {
    for (var unknown : message.getUnknownFields().asMap().entrySet()) {
      require(message.getDescriptorForType().findFieldByNumber(unknown.getKey()) == null);
      UnknownFieldSet.Field field = unknown.getValue();
      require(field.getGroupList().isEmpty());
    }
    for (var value : message.getAllFields().values()) {
      for (var each : value instanceof List<?> list ? list : List.of(value)) {
        if (each instanceof DynamicMessage inner) {
          requireKnown(inner);
        }
      }
    }
  }

  private void family(DynamicMessage family) throws IOException {
    requireKnown(family);
    var metrics = list(family, "metric");
    if (metrics.isEmpty()) {
      return;
    }
    int type = (int) field(family, "type");
    require(type >= 0 && type < KINDS.length);
    var name = (String) field(family, "name");
    var unit = (String) field(family, "unit");
    var base = type == 0 ? name.replaceFirst("(?s)_total$", "") : name;
    if (type == 0 && name.endsWith("_total\n")) {
      base = name;
    }
    require(!name.isEmpty() && (unit.isEmpty() || base.endsWith("_" + unit)));
    for (var metric : metrics) {
      metric(family, KINDS[type], (DynamicMessage) metric);
    }
  }

  private void metric(DynamicMessage family, Kind kind, DynamicMessage metric) throws IOException {
    countExemplars(metric);
    switch (kind) {
      case COUNTER -> give(family, kind, metric, "", "", value(metric, "counter"));
      case GAUGE -> give(family, kind, metric, "", "", value(metric, "gauge"));
      case SUMMARY -> summary(family, kind, metric, message(metric, "summary"));
      case HISTOGRAM, GAUGE_HISTOGRAM ->
          histogram(family, kind, metric, message(metric, "histogram"));
      case UNKNOWN, INFO, STATE_SET -> give(family, kind, metric, "", "", value(metric, "untyped"));
    }
    ReferenceHistogram.check(message(metric, "histogram"));
  }

  private void countExemplars(DynamicMessage metric) {
    exemplars += has(message(metric, "counter"), "exemplar") ? 1 : 0;
    var histogram = message(metric, "histogram");
    exemplars += list(histogram, "exemplars").size();
    for (var bucket : list(histogram, "bucket")) {
      exemplars += has((DynamicMessage) bucket, "exemplar") ? 1 : 0;
    }
  }

  private void summary(
      DynamicMessage family, Kind kind, DynamicMessage metric, DynamicMessage summary)
      throws IOException {
    give(family, kind, metric, "_count", "", count(summary, "sample_count"));
    give(family, kind, metric, "_sum", "", (double) field(summary, "sample_sum"));
    for (var each : list(summary, "quantile")) {
      var quantile = (DynamicMessage) each;
      var text = ReferenceThresholds.go((double) field(quantile, "quantile"));
      give(family, kind, metric, "", text, (double) field(quantile, "value"));
    }
  }

  private void histogram(
      DynamicMessage family, Kind kind, DynamicMessage metric, DynamicMessage histogram)
      throws IOException {
    ReferenceHistogram.check(histogram);
    double count = either(histogram, "sample_count_float", "sample_count");
    give(family, kind, metric, "_count", "", count);
    give(family, kind, metric, "_sum", "", (double) field(histogram, "sample_sum"));
    var buckets = new ArrayList<ReferenceHistogram.Bucket>();
    for (var each : list(histogram, "bucket")) {
      var bucket = (DynamicMessage) each;
      buckets.add(
          new ReferenceHistogram.Bucket(
              (double) field(bucket, "upper_bound"),
              either(bucket, "cumulative_count_float", "cumulative_count")));
    }
    if (buckets.isEmpty() && ReferenceHistogram.isNative(histogram)) {
      buckets.addAll(ReferenceHistogram.classic(histogram));
    }
    buckets.add(new ReferenceHistogram.Bucket(Double.POSITIVE_INFINITY, count));
    for (var bucket : buckets) {
      var text = ReferenceThresholds.go(bucket.bound());
      give(family, kind, metric, "_bucket", text, bucket.count());
      if (bucket.bound() == Double.POSITIVE_INFINITY) {
        return;
      }
    }
  }

  private void give(
      DynamicMessage family,
      Kind kind,
      DynamicMessage metric,
      String suffix,
      String number,
      double value)
      throws IOException {
    var labels = labels(metric);
    if (!number.isEmpty()) {
      require(labels.put(kind == Kind.SUMMARY ? "quantile" : "le", number) == null);
    }
    if (!known.add(List.of(field(family, "name"), suffix, number, list(metric, "label")))) {
      duplicates++;
      return;
    }
    long time = (long) field(metric, "timestamp_ms");
    samples.add(
        new Reading.Sample(
            field(family, "name") + suffix,
            labels,
            kind,
            (String) field(family, "unit"),
            (String) field(family, "help"),
            Reading.Sample.bits(value),
            time == 0 ? PageSink.UNTIMED : time));
  }

  private static Map<String, String> labels(DynamicMessage metric) throws IOException {
    var labels = new TreeMap<String, String>();
    for (var each : list(metric, "label")) {
      var label = (DynamicMessage) each;
      var name = (String) field(label, "name");
      require(!name.isEmpty() && !name.equals("__name__"));
      require(labels.put(name, (String) field(label, "value")) == null);
    }
    require(labels.size() <= PageLimits.USUAL.mostLabels());
    labels.values().removeIf(String::isEmpty);
    return labels;
  }

  static double either(DynamicMessage of, String real, String whole) {
    double number = (double) field(of, real);
    return number == 0 ? count(of, whole) : number;
  }

  static double count(DynamicMessage of, String name) {
    return Double.parseDouble(Long.toUnsignedString((long) field(of, name)));
  }

  private static double value(DynamicMessage metric, String name) {
    return (double) field(message(metric, name), "value");
  }

  private static boolean has(DynamicMessage of, String name) {
    return of.hasField(of.getDescriptorForType().findFieldByName(name));
  }

  static DynamicMessage message(DynamicMessage of, String name) {
    return (DynamicMessage) field(of, name);
  }

  static Object field(DynamicMessage of, String name) {
    return of.getField(of.getDescriptorForType().findFieldByName(name));
  }

  static List<?> list(DynamicMessage of, String name) {
    return (List<?>) field(of, name);
  }
}
