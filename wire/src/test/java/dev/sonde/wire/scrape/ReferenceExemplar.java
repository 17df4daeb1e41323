package dev.sonde.wire.scrape;

import static dev.sonde.wire.scrape.ReferenceProtobuf.field;
import static dev.sonde.wire.scrape.ReferenceProtobuf.list;
import static dev.sonde.wire.scrape.ReferenceProtobuf.parse;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Labels;
import java.io.IOException;
import java.util.HashMap;
import java.util.Optional;

/// Exemplars in protobuf, by protobuf-java.
final class ReferenceExemplar {
  private static final int MOST_CHARACTERS = 128;

  private ReferenceExemplar() {}

  static void check(ByteString bytes) throws IOException {
    for (var time : list(parse("Exemplar", bytes), "timestamp")) {
      parse("Time", (ByteString) time);
    }
  }

  /// Empty where it is longer than anybody takes.
  static Optional<Exemplar> read(ByteString bytes) throws IOException {
    var message = parse("Exemplar", bytes);
    var labels = new HashMap<String, String>();
    for (var each : list(message, "label")) {
      var name = (String) field((DynamicMessage) each, "name");
      labels.put(name, (String) field((DynamicMessage) each, "value"));
    }
    labels.remove("");
    var texts = String.join("", labels.keySet()) + String.join("", labels.values());
    if (texts.codePointCount(0, texts.length()) > MOST_CHARACTERS) {
      return Optional.empty();
    }
    long time = PageSink.UNTIMED;
    for (var each : list(message, "timestamp")) {
      var stamp = parse("Time", (ByteString) each);
      time = (long) field(stamp, "seconds") * 1000 + (int) field(stamp, "nanos") / 1_000_000;
    }
    double value = (double) field(message, "value");
    return Optional.of(new Exemplar(Labels.of(labels), value, time));
  }
}
