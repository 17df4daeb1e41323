package dev.sonde.wire.remotewrite;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label.LABEL_OPTIONAL;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label.LABEL_REPEATED;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
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

  record TimeSeries(List<Label> labels, List<Sample> samples, Metadata metadata) {}

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
      var labels = new ArrayList<Label>();
      for (var label : messages(each, "labels")) {
        labels.add(new Label((String) field(label, "name"), (String) field(label, "value")));
      }
      all.add(new TimeSeries(labels, samples(each), Metadata.NONE));
    }
    return all;
  }

  private static List<TimeSeries> two(DynamicMessage request) {
    var symbols = strings(request, "symbols");
    var all = new ArrayList<TimeSeries>();
    for (var each : messages(request, "timeseries")) {
      var references = (List<?>) field(each, "labels_refs");
      var labels = new ArrayList<Label>();
      for (int i = 0; i < references.size(); i += 2) {
        labels.add(
            new Label(
                symbols.get((int) references.get(i)), symbols.get((int) references.get(i + 1))));
      }
      all.add(
          new TimeSeries(
              labels, samples(each), metadata((DynamicMessage) field(each, "metadata"), symbols)));
    }
    return all;
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
                message("TimeSeries", list("labels", 1, "Label"), list("samples", 2, "Sample")))
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
                    one("symbols", 4, FieldDescriptorProto.Type.TYPE_STRING).toBuilder()
                        .setLabel(LABEL_REPEATED)
                        .build(),
                    list("timeseries", 5, "SymbolSeries")))
            .addMessageType(
                message(
                    "SymbolSeries",
                    one("labels_refs", 1, FieldDescriptorProto.Type.TYPE_UINT32).toBuilder()
                        .setLabel(LABEL_REPEATED)
                        .build(),
                    list("samples", 2, "Sample"),
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
