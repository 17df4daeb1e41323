package dev.sonde.wire;

import java.util.List;

/// A family on a page: what is said about it, and its lines.
final class Block {
  final byte[] head;
  final boolean whole;
  final List<Line> lines;

  /// @param whole are the samples of a metric shown all or none
  Block(byte[] head, boolean whole, List<Line> lines) {
    this.head = head;
    this.whole = whole;
    this.lines = lines;
  }
}
