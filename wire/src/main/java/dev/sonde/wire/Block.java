package dev.sonde.wire;

import java.util.List;

/// A family on a page: what is said about it, and its lines.
final class Block {
  final byte[] head;
  final List<Line> lines;

  Block(byte[] head, List<Line> lines) {
    this.head = head;
    this.lines = lines;
  }
}
