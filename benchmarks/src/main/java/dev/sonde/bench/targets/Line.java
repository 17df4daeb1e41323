package dev.sonde.bench.targets;

import java.nio.charset.StandardCharsets;

/// What stands on a page before a value.
final class Line {
  private final byte[] text;
  private final byte[] openMetrics;
  private final byte[] head;
  private final Motion motion;
  private final boolean churns;

  /// @param comments before it, as text
  /// @param open comments before it, as OpenMetrics
  /// @param head the line up to the value; of one that churns, up to its last label's
  Line(String comments, String open, String head, Motion motion, boolean churns) {
    text = bytes(comments);
    openMetrics = bytes(open);
    this.head = bytes(head);
    this.motion = motion;
    this.churns = churns;
  }

  Motion motion() {
    return motion;
  }

  boolean churns() {
    return churns;
  }

  void write(boolean open, Text into) {
    into.add(open ? openMetrics : text).add(head);
  }

  private static byte[] bytes(String of) {
    return of.getBytes(StandardCharsets.US_ASCII);
  }
}
