package dev.sonde.wire.otlp;

import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// The attributes of a point where they stand: hashed at once, and read only when somebody asks.
final class PointAttributes {
  private final TextHash hash;
  private int[] places = new int[2 * 4];
  private int ends;
  private long mark;

  PointAttributes(TextHash hash) {
    this.hash = hash;
  }

  void clear() {
    ends = 0;
    mark = 0;
  }

  /// Passes over the field whose tag was read last, and short ones like it that follow.
  void pass(WireReader wire) throws BodyException {
    int from = wire.start();
    wire.bytes();
    wire.skipShort(wire.field() << 3 | WireReader.BYTES);
    if (ends == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[ends++] = from;
    places[ends++] = wire.at();
    mark = TextHash.mixed(mark, hash.of(wire.page(), from, wire.at()));
  }

  /// 64 bits that stand for them as they are written.
  long mark() {
    return mark;
  }

  /// All of them by key.
  ///
  /// @param wire through the same page, wherever it stands
  SortedMap<String, String> read(WireReader wire) throws BodyException {
    SortedMap<String, String> read = new TreeMap<>();
    for (int at = 0; at < ends; at += 2) {
      wire.begin(wire.page(), places[at], places[at + 1]);
      while (wire.next()) {
        Attributes.read(wire, read);
      }
    }
    return read;
  }
}
