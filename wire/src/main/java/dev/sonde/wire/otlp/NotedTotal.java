package dev.sonde.wire.otlp;

import dev.sonde.api.Note;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import dev.sonde.wire.columns.PayloadReader;
import dev.sonde.wire.otlp.DeltaTotals.Span;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The total of a series, and its newest increase, by which a repeat is known.
///
/// @param last when that grew
/// @param mark checksum of it
/// @param sum of all increases
record NotedTotal(Span last, int mark, Sum sum) {
  private static final int VERSION = 1;

  /// The first increase of a series.
  static NotedTotal of(Span span, Sum increase) {
    return new NotedTotal(span, mark(increase), increase);
  }

  NotedTotal plus(Span span, Sum increase) {
    return new NotedTotal(span, mark(increase), sum.plus(increase));
  }

  /// Is that the newest increase once more?
  boolean isLast(Span span, Sum increase) {
    return last.equals(span) && mark == mark(increase);
  }

  private static int mark(Sum increase) {
    var bytes = new Payload();
    increase.write(bytes);
    var crc = new CRC32C();
    crc.update(bytes.bytes(), 0, bytes.size());
    return (int) crc.getValue();
  }

  Note.Text text() {
    var out = new Payload();
    out.putByte(VERSION);
    out.putLong(last.toNanos());
    out.putSigned(last.toNanos() - last.fromNanos());
    out.putLow(mark, Integer.BYTES);
    sum.write(out);
    return new Note.Text(Arrays.copyOf(out.bytes(), out.size()));
  }

  /// Nothing when another version of Sonde wrote it: that series begins anew.
  static Optional<NotedTotal> read(Note.Text text) {
    var in = new PayloadReader();
    in.open(text.bytes(), 0, text.bytes().length);
    try {
      if (in.readByte() != VERSION) {
        return Optional.empty();
      }
      long to = in.readLong();
      var span = new Span(to - in.readSigned(), to);
      int mark = (int) in.readLow(Integer.BYTES);
      Sum sum = Sum.read(in);
      in.end();
      return Optional.of(new NotedTotal(span, mark, sum));
    } catch (DamagedException _) {
      return Optional.empty();
    }
  }
}
