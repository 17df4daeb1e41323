package dev.sonde.wire.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.util.List;
import java.util.Random;

/// Requests with anything in their fields, the same for the same seed; most of it such as could be
/// meant.
final class RandomRequests {
  private static final int DEEPEST = 12;
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "http.server.duration",
          "service.name",
          "service.instance.id",
          "s",
          "By/s",
          "1",
          "{x}",
          "имя",
          "with \"quote\"\n",
          "😀",
          "9lives",
          "__name__",
          "a.b",
          "a_b",
          "le");
  private static final double[] REALS = {
    0, -0.0, 1, 0.5, 2, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300
  };

  private final Random random;

  RandomRequests(long seed) {
    random = new Random(seed);
  }

  Message next() {
    return message(ExportMetricsServiceRequest.getDescriptor(), 0);
  }

  private DynamicMessage message(Descriptor type, int depth) {
    var message = DynamicMessage.newBuilder(type);
    for (var field : type.getFields()) {
      boolean inner = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      boolean wanted = (inner && depth < 6) ? random.nextInt(8) > 0 : random.nextInt(3) > 0;
      if (!wanted || (inner && depth >= DEEPEST)) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          message.addRepeatedField(field, value(field, depth));
        }
      } else if (field.getContainingOneof() == null
          || !message.hasOneof(field.getContainingOneof())) {
        message.setField(field, value(field, depth));
      }
    }
    return message.build();
  }

  private Object value(FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case MESSAGE -> message(field.getMessageType(), depth + 1);
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case BOOLEAN -> random.nextBoolean();
      case DOUBLE -> REALS[random.nextInt(REALS.length)];
      case FLOAT -> 1.5f;
      case INT -> random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(-3, 9);
      case LONG -> random.nextInt(8) == 0 ? random.nextLong() : random.nextLong(4);
      case BYTE_STRING -> bytes();
      case ENUM -> {
        var values = field.getEnumType().getValues();
        yield values.get(random.nextInt(values.size()));
      }
    };
  }

  private ByteString bytes() {
    var bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
