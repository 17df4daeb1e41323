package dev.sonde.wire.json;

import java.util.List;

/// Segments from the document (`$`) or from the node under test (`@`).
record Query(boolean absolute, List<Segment> segments) implements Term {

  /// One step of a query: to children, or to all that is below, too.
  record Segment(boolean descendants, List<Selector> selectors) {

    boolean isSingular() {
      return !descendants && selectors.size() == 1 && selectors.getFirst().isSingular();
    }
  }

  boolean isSingular() {
    return segments.stream().allMatch(Segment::isSingular);
  }
}
