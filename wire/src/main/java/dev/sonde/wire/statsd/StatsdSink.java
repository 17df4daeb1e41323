package dev.sonde.wire.statsd;

import dev.sonde.api.SeriesKey;
import dev.sonde.api.TextHash;
import java.nio.charset.StandardCharsets;

/// Takes what [StatsdReader] finds.
public interface StatsdSink {
  /// One value.
  ///
  /// @param key name and tags, with legal characters; for the time of this call only
  /// @param value the number; of a set nothing
  /// @param change is it a change of a gauge?
  /// @param rate which part of the values is sent, above 0 and at most 1
  /// @param member of a set, as written: for the time of this call only
  /// @return why it is not taken, in words; empty when it is
  String value(
      StatsdType type, SeriesKey key, double value, boolean change, double rate, Range member);

  /// A range of bytes, which are not copied.
  final class Range {
    /// Of nothing.
    public static final Range NONE = new Range(new byte[0], 0, 0);

    private final byte[] bytes;
    private final int from;
    private final int to;

    /// @param to exclusive
    public Range(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.from = from;
      this.to = to;
    }

    /// 64 bits of it.
    public long hash(TextHash by) {
      return by.of(bytes, from, to);
    }

    /// What is written there.
    @Override
    public String toString() {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
  }
}
