package dev.sonde.wire.remotewrite;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label.LABEL_OPTIONAL;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label.LABEL_REPEATED;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;

/// Requests as protobuf-java reads them, by the messages that the specifications define.
final class Reference {
  private static final FileDescriptor FILE = file();

  private Reference() {}

  record Label(String name, String value) {}

  record Sample(long bits, long time) {}

  record Metadata(int type, String help, String unit) {
    static final Metadata NONE = new Metadata(0, "", "");
  }

  /// An exemplar as it is read.
  record Exemplar(List<Label> labels, long bits, long time) {}

  /// A histogram as it is read.
  record Histogram(dev.sonde.api.Histogram histogram, long time) {}

  record TimeSeries(
      List<Label> labels,
      List<Sample> samples,
      List<Exemplar> exemplars,
      List<Histogram> histograms,
      Metadata metadata) {}

  static List<TimeSeries> read(Protocol protocol, byte[] plain) {
    return switch (protocol) {
      case ONE -> one(parse("WriteRequest", plain));
      case TWO -> two(parse("Request", plain));
    };
  }

  /// The strings of a request of protocol 2.0.
  static List<String> symbols(byte[] plain) {
    return strings(parse("Request", plain), "symbols");
  }

  /// Would protobuf-java write these very bytes?
  static byte[] rewritten(Protocol protocol, byte[] plain) {
    return parse(protocol == Protocol.ONE ? "WriteRequest" : "Request", plain).toByteArray();
  }

  private static DynamicMessage parse(String type, byte[] plain) {
    try {
      var message = DynamicMessage.parseFrom(FILE.findMessageTypeByName(type), plain);
      if (!allKnown(message)) {
        throw new AssertionError("unknown fields in " + message);
      }
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean allKnown(DynamicMessage message) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      return false;
    }
    return message.getAllFields().values().stream()
        .flatMap(value -> value instanceof List<?> list ? list.stream() : List.of(value).stream())
        .allMatch(value -> !(value instanceof DynamicMessage inner) || allKnown(inner));
  }

  private static List<TimeSeries> one(DynamicMessage request) {
    var all = new ArrayList<TimeSeries>();
    for (var each : messages(request, "timeseries")) {
      var exemplars = new ArrayList<Exemplar>();
      for (var exemplar : messages(each, "exemplars")) {
        exemplars.add(exemplar(exemplar, labels(exemplar)));
      }
      all.add(
          new TimeSeries(labels(each), samples(each), exemplars, histograms(each), Metadata.NONE));
    }
    return all;
  }

  private static List<TimeSeries> two(DynamicMessage request) {
    var symbols = strings(request, "symbols");
    var all = new ArrayList<TimeSeries>();
    for (var each : messages(request, "timeseries")) {
      var exemplars = new ArrayList<Exemplar>();
      for (var exemplar : messages(each, "exemplars")) {
        exemplars.add(exemplar(exemplar, labels(exemplar, symbols)));
      }
      all.add(
          new TimeSeries(
              labels(each, symbols),
              samples(each),
              exemplars,
              histograms(each),
              metadata((DynamicMessage) field(each, "metadata"), symbols)));
    }
    return all;
  }

  private static List<Label> labels(DynamicMessage of) {
    return messages(of, "labels").stream()
        .map(each -> new Label((String) field(each, "name"), (String) field(each, "value")))
        .toList();
  }

  private static List<Label> labels(DynamicMessage of, List<String> symbols) {
    var references = (List<?>) field(of, "labels_refs");
    var labels = new ArrayList<Label>();
    for (int i = 0; i < references.size(); i += 2) {
      labels.add(
          new Label(
              symbols.get((int) references.get(i)), symbols.get((int) references.get(i + 1))));
    }
    return labels;
  }

  private static Exemplar exemplar(DynamicMessage of, List<Label> labels) {
    long bits = Double.doubleToRawLongBits(number(of, "value"));
    return new Exemplar(labels, bits, (long) field(of, "timestamp"));
  }

  private static List<Histogram> histograms(DynamicMessage series) {
    return messages(series, "histograms").stream()
        .map(each -> new Histogram(histogram(each), (long) field(each, "timestamp")))
        .toList();
  }

  private static dev.sonde.api.Histogram histogram(DynamicMessage of) {
    boolean floating = of.hasField(of.getDescriptorForType().findFieldByName("count_float"));
    var shape =
        new dev.sonde.api.Histogram.Shape(
            (int) field(of, "schema"),
            number(of, "zero_threshold"),
            floating,
            (int) field(of, "reset_hint") == 3,
            false);
    return new dev.sonde.api.Histogram(
        shape,
        floating ? number(of, "count_float") : (long) field(of, "count_int"),
        number(of, "sum"),
        floating ? number(of, "zero_count_float") : (long) field(of, "zero_count_int"),
        side(of, "positive", floating),
        side(of, "negative", floating),
        numbers(of, "custom_values"));
  }

  private static dev.sonde.api.Histogram.Side side(DynamicMessage of, String name, boolean real) {
    var spans = messages(of, name + "_spans");
    int[] gaps = spans.stream().mapToInt(each -> (int) field(each, "offset")).toArray();
    int[] lengths = spans.stream().mapToInt(each -> (int) field(each, "length")).toArray();
    double[] counts = real ? numbers(of, name + "_counts") : numbers(of, name + "_deltas");
    for (int i = 1; !real && i < counts.length; i++) {
      counts[i] += counts[i - 1];
    }
    return new dev.sonde.api.Histogram.Side(gaps, lengths, counts);
  }

  private static double number(DynamicMessage of, String name) {
    return (double) field(of, name);
  }

  private static double[] numbers(DynamicMessage of, String name) {
    return ((List<?>) field(of, name))
        .stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
  }

  private static List<Sample> samples(DynamicMessage series) {
    var samples = new ArrayList<Sample>();
    for (var each : messages(series, "samples")) {
      long bits = Double.doubleToRawLongBits((double) field(each, "value"));
      samples.add(new Sample(bits, (long) field(each, "timestamp")));
    }
    return samples;
  }

  private static Metadata metadata(DynamicMessage of, List<String> symbols) {
    return new Metadata(
        (int) field(of, "type"),
        symbols.get((int) field(of, "help_ref")),
        symbols.get((int) field(of, "unit_ref")));
  }

  private static Object field(DynamicMessage of, String name) {
    return of.getField(of.getDescriptorForType().findFieldByName(name));
  }

  private static List<DynamicMessage> messages(DynamicMessage of, String name) {
    return ((List<?>) field(of, name)).stream().map(DynamicMessage.class::cast).toList();
  }

  private static List<String> strings(DynamicMessage of, String name) {
    return ((List<?>) field(of, name)).stream().map(String.class::cast).toList();
  }

  private static FileDescriptor file() {
    var file =
        FileDescriptorProto.newBuilder()
            .setName("remote_write.proto")
            .setSyntax("proto3")
            .addMessageType(message("WriteRequest", list("timeseries", 1, "TimeSeries")))
            .addMessageType(
                message(
                    "TimeSeries",
                    list("labels", 1, "Label"),
                    list("samples", 2, "Sample"),
                    list("exemplars", 3, "Exemplar"),
                    list("histograms", 4, "Histogram")))
            .addMessageType(
                message(
                    "Exemplar",
                    list("labels", 1, "Label"),
                    one("value", 2, FieldDescriptorProto.Type.TYPE_DOUBLE),
                    one("timestamp", 3, FieldDescriptorProto.Type.TYPE_INT64)))
            .addMessageType(
                message(
                    "SymbolExemplar",
                    many("labels_refs", 1, FieldDescriptorProto.Type.TYPE_UINT32),
                    one("value", 2, FieldDescriptorProto.Type.TYPE_DOUBLE),
                    one("timestamp", 3, FieldDescriptorProto.Type.TYPE_INT64)))
            .addMessageType(histogram())
            .addMessageType(
                message(
                    "BucketSpan",
                    one("offset", 1, FieldDescriptorProto.Type.TYPE_SINT32),
                    one("length", 2, FieldDescriptorProto.Type.TYPE_UINT32)))
            .addMessageType(
                message(
                    "Label",
                    one("name", 1, FieldDescriptorProto.Type.TYPE_STRING),
                    one("value", 2, FieldDescriptorProto.Type.TYPE_STRING)))
            .addMessageType(
                message(
                    "Sample",
                    one("value", 1, FieldDescriptorProto.Type.TYPE_DOUBLE),
                    one("timestamp", 2, FieldDescriptorProto.Type.TYPE_INT64),
                    one("start_timestamp", 3, FieldDescriptorProto.Type.TYPE_INT64)))
            .addMessageType(
                message(
                    "Request",
                    many("symbols", 4, FieldDescriptorProto.Type.TYPE_STRING),
                    list("timeseries", 5, "SymbolSeries")))
            .addMessageType(
                message(
                    "SymbolSeries",
                    many("labels_refs", 1, FieldDescriptorProto.Type.TYPE_UINT32),
                    list("samples", 2, "Sample"),
                    list("histograms", 3, "Histogram"),
                    list("exemplars", 4, "SymbolExemplar"),
                    list("metadata", 5, "Metadata").toBuilder().setLabel(LABEL_OPTIONAL).build()))
            .addMessageType(
                message(
                    "Metadata",
                    one("type", 1, FieldDescriptorProto.Type.TYPE_INT32),
                    one("help_ref", 3, FieldDescriptorProto.Type.TYPE_UINT32),
                    one("unit_ref", 4, FieldDescriptorProto.Type.TYPE_UINT32)))
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new AssertionError(e);
    }
  }

  private static DescriptorProto histogram() {
    return message(
            "Histogram",
            choice("count_int", 1, FieldDescriptorProto.Type.TYPE_UINT64, 0),
            choice("count_float", 2, FieldDescriptorProto.Type.TYPE_DOUBLE, 0),
            one("sum", 3, FieldDescriptorProto.Type.TYPE_DOUBLE),
            one("schema", 4, FieldDescriptorProto.Type.TYPE_SINT32),
            one("zero_threshold", 5, FieldDescriptorProto.Type.TYPE_DOUBLE),
            choice("zero_count_int", 6, FieldDescriptorProto.Type.TYPE_UINT64, 1),
            choice("zero_count_float", 7, FieldDescriptorProto.Type.TYPE_DOUBLE, 1),
            list("negative_spans", 8, "BucketSpan"),
            many("negative_deltas", 9, FieldDescriptorProto.Type.TYPE_SINT64),
            many("negative_counts", 10, FieldDescriptorProto.Type.TYPE_DOUBLE),
            list("positive_spans", 11, "BucketSpan"),
            many("positive_deltas", 12, FieldDescriptorProto.Type.TYPE_SINT64),
            many("positive_counts", 13, FieldDescriptorProto.Type.TYPE_DOUBLE),
            one("reset_hint", 14, FieldDescriptorProto.Type.TYPE_INT32),
            one("timestamp", 15, FieldDescriptorProto.Type.TYPE_INT64),
            many("custom_values", 16, FieldDescriptorProto.Type.TYPE_DOUBLE))
        .toBuilder()
        .addOneofDecl(OneofDescriptorProto.newBuilder().setName("count"))
        .addOneofDecl(OneofDescriptorProto.newBuilder().setName("zero_count"))
        .build();
  }

  private static FieldDescriptorProto choice(
      String name, int number, FieldDescriptorProto.Type type, int oneof) {
    return one(name, number, type).toBuilder().setOneofIndex(oneof).build();
  }

  private static FieldDescriptorProto many(
      String name, int number, FieldDescriptorProto.Type type) {
    return one(name, number, type).toBuilder().setLabel(LABEL_REPEATED).build();
  }

  private static DescriptorProto message(String name, FieldDescriptorProto... fields) {
    return DescriptorProto.newBuilder().setName(name).addAllField(List.of(fields)).build();
  }

  private static FieldDescriptorProto one(String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(LABEL_OPTIONAL)
        .build();
  }

  private static FieldDescriptorProto list(String name, int number, String type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setTypeName(type)
        .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
        .setLabel(LABEL_REPEATED)
        .build();
  }
}
