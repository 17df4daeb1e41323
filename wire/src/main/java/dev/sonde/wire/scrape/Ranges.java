package dev.sonde.wire.scrape;

/// Where messages of one metric stand on the page, kept in room that is used again.
final class Ranges {
  private final DoubleList from = new DoubleList();
  private final DoubleList to = new DoubleList();

  void clear() {
    from.clear();
    to.clear();
  }

  /// How many of them hold something.
  int count() {
    int count = 0;
    for (int i = 0; i < size(); i++) {
      count += to.at(i) > from.at(i) ? 1 : 0;
    }
    return count;
  }

  /// Takes back the last.
  void shorten(int size) {
    from.shorten(size);
    to.shorten(size);
  }

  int size() {
    return from.size();
  }

  /// @param begin the same as `end` where there is no message
  void add(WireReader wire, int begin, int end) throws PageException {
    from.add(wire, begin);
    to.add(wire, end);
  }

  int from(int index) {
    return (int) from.at(index);
  }

  int to(int index) {
    return (int) to.at(index);
  }
}
