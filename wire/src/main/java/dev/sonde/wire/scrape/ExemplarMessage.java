package dev.sonde.wire.scrape;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Labels;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// An `Exemplar`: where it stands, and what it holds once somebody wants it.
final class ExemplarMessage {
  private final WireReader wire;
  private final Map<String, String> labels = new HashMap<>();
  private double value;
  private long time = PageSink.UNTIMED;

  private ExemplarMessage(WireReader wire) {
    this.wire = wire;
  }

  /// Sees that it is sound, and notes where it stands.
  ///
  /// @param owner the number that it belongs to
  static void read(WireReader wire, int owner, Ranges into) throws BodyException {
    int outer = wire.enter();
    into.add(wire, owner, wire.at(), wire.end());
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> check(wire);
        case 2 -> wire.real();
        case 3 -> time(wire);
        default -> wire.skip();
      }
    }
    wire.leave(outer);
  }

  private static void check(WireReader wire) throws BodyException {
    int outer = wire.enter();
    while (wire.next()) {
      if (wire.field() <= 2) {
        int from = wire.bytes();
        wire.checkText(from, wire.at());
      } else {
        wire.skip();
      }
    }
    wire.leave(outer);
  }

  /// Reads a `google.protobuf.Timestamp`.
  ///
  /// @return milliseconds
  static long time(WireReader wire) throws BodyException {
    int outer = wire.enter();
    long seconds = 0;
    int nanos = 0;
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> seconds = wire.number();
        case 2 -> nanos = (int) wire.number();
        default -> wire.skip();
      }
    }
    wire.leave(outer);
    return seconds * 1000 + nanos / 1_000_000;
  }

  /// Makes one of a message that was checked.
  ///
  /// @param from where its fields begin
  /// @return empty when its labels are longer than anybody takes
  static Optional<Exemplar> make(byte[] page, int from, int to) throws BodyException {
    var wire = new WireReader();
    wire.begin(page, from, to);
    return new ExemplarMessage(wire).make();
  }

  private Optional<Exemplar> make() throws BodyException {
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> label();
        case 2 -> value = wire.real();
        case 3 -> time = time(wire);
        default -> wire.skip();
      }
    }
    int characters = 0;
    for (var each : labels.entrySet()) {
      characters += each.getKey().codePointCount(0, each.getKey().length());
      characters += each.getValue().codePointCount(0, each.getValue().length());
    }
    return characters > ExemplarScanner.MOST_CHARACTERS
        ? Optional.empty()
        : Optional.of(new Exemplar(Labels.of(labels), value, time));
  }

  private void label() throws BodyException {
    int outer = wire.enter();
    String name = "";
    String text = "";
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> name = text();
        case 2 -> text = text();
        default -> wire.skip();
      }
    }
    wire.leave(outer);
    if (!name.isEmpty()) {
      labels.put(name, text);
    }
  }

  private String text() throws BodyException {
    int from = wire.bytes();
    return new String(wire.page(), from, wire.at() - from, StandardCharsets.UTF_8);
  }
}
