package dev.sonde.wire.otlp;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Labels;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The exemplars of a point: `fixed64 time_unix_nano = 2, double as_double = 3, bytes span_id = 4,
/// bytes trace_id = 5, sfixed64 as_int = 6, repeated KeyValue filtered_attributes = 7`. Attributes
/// go where there is no room for them beside the ids.
final class PointExemplars {
  private static final int MOST_CHARACTERS = 128;
  private static final int LONGEST_ID = 16;

  private final List<Exemplar> exemplars = new ArrayList<>();

  void clear() {
    exemplars.clear();
  }

  List<Exemplar> all() {
    return exemplars;
  }

  /// Reads the field whose tag was read last.
  void read(WireReader wire) throws BodyException {
    var ids = new TreeMap<String, String>();
    var attributes = new TreeMap<String, String>();
    double value = 0;
    long time = 0;
    int outer = wire.enter();
    while (wire.next()) {
      switch (wire.field()) {
        case 2 -> time = nanos(wire);
        case 3 -> value = wire.real();
        case 4 -> id(wire, "span_id", ids);
        case 5 -> id(wire, "trace_id", ids);
        case 6 -> value = integer(wire);
        case 7 -> Attributes.read(wire, attributes);
        default -> wire.skip();
      }
    }
    wire.leave(outer);
    exemplars.add(new Exemplar(labels(ids, attributes), value, millis(time)));
  }

  static long nanos(WireReader wire) throws BodyException {
    wire.expect(WireReader.FIXED);
    return wire.longBits();
  }

  static double integer(WireReader wire) throws BodyException {
    wire.expect(WireReader.FIXED);
    return wire.longBits();
  }

  static long millis(long nanos) {
    return Long.divideUnsigned(nanos, 1_000_000);
  }

  private static void id(WireReader wire, String label, SortedMap<String, String> ids)
      throws BodyException {
    int from = wire.bytes();
    int to = wire.at();
    if (to > from && to - from <= LONGEST_ID) {
      ids.put(label, HexFormat.of().formatHex(wire.page(), from, to));
    }
  }

  /// @param more attributes by key
  static Labels labels(SortedMap<String, String> ids, SortedMap<String, String> more) {
    var all = LabelNames.labels(more);
    all.putAll(ids);
    int characters = 0;
    for (var each : all.entrySet()) {
      characters += each.getKey().length() + each.getValue().length();
    }
    return Labels.of(characters > MOST_CHARACTERS ? ids : all);
  }
}
