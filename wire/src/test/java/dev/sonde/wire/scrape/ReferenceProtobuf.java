package dev.sonde.wire.scrape;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import dev.sonde.api.Kind;
import dev.sonde.wire.scrape.PageSink.Natives;
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

  /// @param labels as they stand
  private record Metric(
      DynamicMessage family, Kind kind, DynamicMessage message, List<ByteString> labels) {}

  private final Natives natives;
  private final List<Reading.Sample> samples = new ArrayList<>();
  private final List<Reading.Beside> beside = new ArrayList<>();
  private final Set<List<Object>> known = new HashSet<>();
  private int duplicates;
  private int exemplars;

  private ReferenceProtobuf(Natives natives) {
    this.natives = natives;
  }

  static Reading read(byte[] page, int length, Natives natives) {
    try {
      var reference = new ReferenceProtobuf(natives);
      var in = CodedInputStream.newInstance(page, 0, length);
      while (!in.isAtEnd()) {
        int size = (int) in.readRawVarint64();
        int from = in.getTotalBytesRead();
        require(size >= 0 && size <= length - from);
        reference.family(Families.parse("MetricFamily", ByteString.copyFrom(page, from, size)));
        in.skipRawBytes(size);
      }
      return new Reading(
          false, reference.samples, reference.beside, reference.duplicates, 0, reference.exemplars);
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

  static DynamicMessage parse(String type, ByteString bytes) throws IOException {
    var message = Families.parse(type, bytes);
    requireKnown(message);
    return message;
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
    var base = type == 0 ? name.replaceFirst("_total\\z", "") : name;
    require(!name.isEmpty() && (unit.isEmpty() || base.endsWith("_" + unit)));
    for (var each : metrics) {
      var bytes = (ByteString) each;
      metric(new Metric(family, KINDS[type], parse("Metric", bytes), runs(bytes)));
    }
  }

  /// The labels' bytes; those in a row are one.
  private static List<ByteString> runs(ByteString metric) throws IOException {
    var runs = new ArrayList<ByteString>();
    var in = metric.newCodedInput();
    int end = -1;
    while (!in.isAtEnd()) {
      int from = in.getTotalBytesRead();
      int tag = in.readTag();
      in.skipField(tag);
      if (tag >>> 3 == 1) {
        var label = metric.substring(from, in.getTotalBytesRead());
        runs.add(from == end ? runs.removeLast().concat(label) : label);
        end = in.getTotalBytesRead();
      }
    }
    return runs;
  }

  private void metric(Metric metric) throws IOException {
    var message = metric.message();
    countExemplars(message);
    switch (metric.kind()) {
      case COUNTER ->
          last(
              list(message(message, "counter"), "exemplar"),
              give(metric, "", "", value(message, "counter")));
      case GAUGE -> give(metric, "", "", value(message, "gauge"));
      case SUMMARY -> summary(metric, message(message, "summary"));
      case HISTOGRAM, GAUGE_HISTOGRAM -> histogram(metric, message(message, "histogram"));
      case UNKNOWN, INFO, STATE_SET -> give(metric, "", "", value(message, "untyped"));
    }
    ReferenceHistogram.check(message(message, "histogram"));
  }

  private void countExemplars(DynamicMessage metric) throws IOException {
    exemplars += count(list(message(metric, "counter"), "exemplar"), true);
    var histogram = message(metric, "histogram");
    exemplars += count(list(histogram, "exemplars"), false);
    for (var bucket : list(histogram, "bucket")) {
      exemplars += count(list((DynamicMessage) bucket, "exemplar"), true);
    }
  }

  /// Sees that they are sound, too.
  private static int count(List<?> exemplars, boolean lastOnly) throws IOException {
    for (var each : exemplars) {
      ReferenceExemplar.check((ByteString) each);
    }
    return lastOnly ? Math.min(1, exemplars.size()) : exemplars.size();
  }

  private static void last(List<?> exemplars, Reading.Beside of) throws IOException {
    if (!exemplars.isEmpty()) {
      show((ByteString) exemplars.getLast(), of);
    }
  }

  /// One without any field is none.
  private static void show(ByteString exemplar, Reading.Beside of) throws IOException {
    if (!exemplar.isEmpty()) {
      of.exemplars().add(new Reading.Shown(exemplar, ReferenceExemplar.read(exemplar)));
    }
  }

  private void summary(Metric metric, DynamicMessage summary) throws IOException {
    give(metric, "_count", "", count(summary, "sample_count"));
    give(metric, "_sum", "", (double) field(summary, "sample_sum"));
    for (var each : list(summary, "quantile")) {
      var quantile = (DynamicMessage) each;
      var text = ReferenceThresholds.go((double) field(quantile, "quantile"));
      give(metric, "", text, (double) field(quantile, "value"));
    }
  }

  private void histogram(Metric metric, DynamicMessage histogram) throws IOException {
    ReferenceHistogram.check(histogram);
    var buckets = list(histogram, "bucket");
    boolean whole = natives != Natives.CLASSIC && ReferenceHistogram.isNative(histogram);
    if (whole) {
      whole(metric, histogram);
    }
    if (!whole || (natives == Natives.BOTH && !buckets.isEmpty())) {
      classic(metric, histogram, buckets);
    }
  }

  private void whole(Metric metric, DynamicMessage histogram) throws IOException {
    ReferenceHistogram.checkWhole(histogram);
    double count = either(histogram, "sample_count_float", "sample_count");
    var sample = give(metric, "", "", count);
    boolean gauge = metric.kind() == Kind.GAUGE_HISTOGRAM;
    sample.histograms().add(ReferenceHistogram.whole(histogram, gauge, natives == Natives.BOTH));
    var own = list(histogram, "exemplars");
    for (var each : own) {
      show((ByteString) each, sample);
    }
    if (own.isEmpty() && natives == Natives.NATIVE) {
      for (var bucket : list(histogram, "bucket")) {
        last(list((DynamicMessage) bucket, "exemplar"), sample);
      }
    }
  }

  private void classic(Metric metric, DynamicMessage histogram, List<?> buckets)
      throws IOException {
    double count = either(histogram, "sample_count_float", "sample_count");
    give(metric, "_count", "", count);
    give(metric, "_sum", "", (double) field(histogram, "sample_sum"));
    for (var each : buckets) {
      var bucket = (DynamicMessage) each;
      double bound = (double) field(bucket, "upper_bound");
      double value = either(bucket, "cumulative_count_float", "cumulative_count");
      last(list(bucket, "exemplar"), bucket(metric, bound, value));
      if (bound == Double.POSITIVE_INFINITY) {
        return;
      }
    }
    boolean made = buckets.isEmpty() && ReferenceHistogram.isNative(histogram);
    for (var each :
        made ? ReferenceHistogram.classic(histogram) : List.<ReferenceHistogram.Bucket>of()) {
      bucket(metric, each.bound(), each.count());
    }
    var last = bucket(metric, Double.POSITIVE_INFINITY, count);
    for (var each : made ? list(histogram, "exemplars") : List.of()) {
      show((ByteString) each, last);
    }
  }

  private Reading.Beside bucket(Metric metric, double bound, double count) throws IOException {
    return give(metric, "_bucket", ReferenceThresholds.go(bound), count);
  }

  private Reading.Beside give(Metric metric, String suffix, String number, double value)
      throws IOException {
    var family = metric.family();
    var labels = labels(metric.message());
    if (!number.isEmpty()) {
      require(labels.put(metric.kind() == Kind.SUMMARY ? "quantile" : "le", number) == null);
    }
    var key = List.of(field(family, "name"), suffix, number, metric.labels());
    var sample = new Reading.Beside(key);
    if (!known.add(key)) {
      duplicates++;
      return sample;
    }
    beside.add(sample);
    long time = (long) field(metric.message(), "timestamp_ms");
    samples.add(
        new Reading.Sample(
            field(family, "name") + suffix,
            labels,
            metric.kind(),
            (String) field(family, "unit"),
            (String) field(family, "help"),
            Reading.Sample.bits(value),
            time == 0 ? PageSink.UNTIMED : time));
    return sample;
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
