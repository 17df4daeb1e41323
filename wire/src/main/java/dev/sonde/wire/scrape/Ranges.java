package dev.sonde.wire.scrape;

import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.DoubleList;
import dev.sonde.wire.protobuf.WireReader;

/// Where messages of one metric stand on the page, and which of its numbers each belongs to; kept
/// in room that is used again.
final class Ranges {
  private final DoubleList owners = new DoubleList();
  private final DoubleList from = new DoubleList();
  private final DoubleList to = new DoubleList();

  void clear() {
    owners.clear();
    from.clear();
    to.clear();
  }

  /// Takes back the last.
  void shorten(int size) {
    owners.shorten(size);
    from.shorten(size);
    to.shorten(size);
  }

  int size() {
    return from.size();
  }

  void add(WireReader wire, int owner, int begin, int end) throws BodyException {
    owners.add(wire, owner);
    from.add(wire, begin);
    to.add(wire, end);
  }

  int owner(int index) {
    return (int) owners.at(index);
  }

  int from(int index) {
    return (int) from.at(index);
  }

  int to(int index) {
    return (int) to.at(index);
  }
}
