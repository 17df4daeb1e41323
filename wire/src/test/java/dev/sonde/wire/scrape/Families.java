package dev.sonde.wire.scrape;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The messages of `io.prometheus.client` as protobuf-java knows them. Metrics, exemplars and their
/// times stay bytes, since what tells one from another is how it stands on the page.
final class Families {
  private static final FileDescriptor FILE = file();

  private Families() {}

  /// A message; fields are given as names and values, a list where there are several.
  static DynamicMessage of(String type, Object... fields) {
    var descriptor = FILE.findMessageTypeByName(type);
    var builder = DynamicMessage.newBuilder(descriptor);
    for (int i = 0; i < fields.length; i += 2) {
      var field = descriptor.findFieldByName((String) fields[i]);
      builder.setField(field, value(field, fields[i + 1]));
    }
    return builder.build();
  }

  /// Messages that are kept as the bytes they stand as are given as messages, too.
  private static Object value(FieldDescriptor field, Object given) {
    if (field.getType() != FieldDescriptor.Type.BYTES) {
      return given;
    }
    var all = given instanceof List<?> list ? list : List.of(given);
    return all.stream()
        .map(each -> each instanceof Message message ? message.toByteString() : each)
        .toList();
  }

  static DynamicMessage parse(String type, ByteString bytes) throws IOException {
    return DynamicMessage.newBuilder(FILE.findMessageTypeByName(type)).mergeFrom(bytes).build();
  }

  static DynamicMessage label(String name, String value) {
    return of("LabelPair", "name", name, "value", value);
  }

  static byte[] page(List<DynamicMessage> families) {
    var out = new ByteArrayOutputStream();
    try {
      for (var family : families) {
        family.writeDelimitedTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] page(DynamicMessage... families) {
    return page(List.of(families));
  }

  private static FileDescriptor file() {
    var file = FileDescriptorProto.newBuilder().setName("metrics.proto").setSyntax("proto3");
    message(file, "LabelPair", "name 1 STRING", "value 2 STRING");
    message(file, "Gauge", "value 1 DOUBLE");
    message(file, "Untyped", "value 1 DOUBLE");
    message(file, "Time", "seconds 1 INT64", "nanos 2 INT32");
    message(file, "Exemplar", "label 1 LabelPair*", "value 2 DOUBLE", "timestamp 3 BYTES*");
    message(file, "Counter", "value 1 DOUBLE", "exemplar 2 BYTES*", "created_timestamp 3 Time");
    message(file, "Quantile", "quantile 1 DOUBLE", "value 2 DOUBLE");
    message(
        file,
        "Summary",
        "sample_count 1 UINT64",
        "sample_sum 2 DOUBLE",
        "quantile 3 Quantile*",
        "created_timestamp 4 Time");
    message(
        file,
        "Bucket",
        "cumulative_count 1 UINT64",
        "upper_bound 2 DOUBLE",
        "exemplar 3 BYTES*",
        "cumulative_count_float 4 DOUBLE");
    message(file, "BucketSpan", "offset 1 SINT32", "length 2 UINT32");
    histogram(file);
    message(
        file,
        "Metric",
        "label 1 LabelPair*",
        "gauge 2 Gauge",
        "counter 3 Counter",
        "summary 4 Summary",
        "untyped 5 Untyped",
        "timestamp_ms 6 INT64",
        "histogram 7 Histogram");
    message(
        file,
        "MetricFamily",
        "name 1 STRING",
        "help 2 STRING",
        "type 3 INT32",
        "metric 4 BYTES*",
        "unit 5 STRING");
    try {
      return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new AssertionError(e);
    }
  }

  private static void histogram(FileDescriptorProto.Builder file) {
    message(
        file,
        "Histogram",
        "sample_count 1 UINT64",
        "sample_sum 2 DOUBLE",
        "bucket 3 Bucket*",
        "sample_count_float 4 DOUBLE",
        "schema 5 SINT32",
        "zero_threshold 6 DOUBLE",
        "zero_count 7 UINT64",
        "zero_count_float 8 DOUBLE",
        "negative_span 9 BucketSpan*",
        "negative_delta 10 SINT64*",
        "negative_count 11 DOUBLE*",
        "positive_span 12 BucketSpan*",
        "positive_delta 13 SINT64*",
        "positive_count 14 DOUBLE*",
        "created_timestamp 15 Time",
        "exemplars 16 BYTES*");
  }

  /// @param fields name, number and type, a star behind those there may be several of
  private static void message(FileDescriptorProto.Builder file, String name, String... fields) {
    var message = DescriptorProto.newBuilder().setName(name);
    for (var field : fields) {
      message.addField(field(field.split(" ", -1)));
    }
    file.addMessageType(message);
  }

  private static FieldDescriptorProto field(String[] words) {
    boolean several = words[2].endsWith("*");
    var type = several ? words[2].substring(0, words[2].length() - 1) : words[2];
    var field =
        FieldDescriptorProto.newBuilder()
            .setName(words[0])
            .setNumber(Integer.parseInt(words[1]))
            .setLabel(
                several
                    ? FieldDescriptorProto.Label.LABEL_REPEATED
                    : FieldDescriptorProto.Label.LABEL_OPTIONAL);
    boolean scalar = type.equals(type.toUpperCase(java.util.Locale.ROOT));
    return scalar
        ? field.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type)).build()
        : field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(type).build();
  }
}
