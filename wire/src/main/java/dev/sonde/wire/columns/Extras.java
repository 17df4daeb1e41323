package dev.sonde.wire.columns;

import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Histogram;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What rows have beside their values. Each is `rows since the one before, kind, length, bytes`; a
/// kind that is not known is passed by.
public final class Extras {
  private static final int EXEMPLAR = 1;
  private static final int HISTOGRAM = 2;
  private static final int OVER = Integer.MAX_VALUE;

  private final PayloadReader in = new PayloadReader();
  private final PayloadReader one = new PayloadReader();
  private int count;
  private int row = OVER;

  public static void write(Batch batch, Payload to) {
    var bytes = new Payload();
    int before = 0;
    for (int i = 0; i < batch.extras(); i++) {
      int at = batch.extraRow(i);
      bytes.clear();
      to.putVarint(at - before);
      switch (batch.extra(i)) {
        case Exemplar exemplar -> {
          to.putByte(EXEMPLAR);
          ExemplarBytes.write(exemplar, batch.time(at), bytes);
        }
        case Histogram histogram -> {
          to.putByte(HISTOGRAM);
          HistogramBytes.write(histogram, bytes);
        }
      }
      to.putSection(bytes);
      before = at;
    }
  }

  /// @param rows how many there are; each of the extras belongs to one
  public void open(int rows, byte[] bytes, int from, int to) throws DamagedException {
    in.open(bytes, from, to);
    count = rows;
    row = 0;
    advance();
  }

  /// The next row that has any; none has this number where there is no more.
  public int row() {
    return row;
  }

  /// Gives those of the next row.
  ///
  /// @param time the row's
  /// @param to null to pass over them
  public void take(long time, @Nullable Consumer<Extra> to) throws DamagedException {
    int wanted = row;
    while (row == wanted) {
      int kind = in.readByte();
      int length = in.readCount("length", in.remaining());
      int from = in.skip(length);
      one.open(in.bytes(), from, from + length);
      if (to != null && (kind == EXEMPLAR || kind == HISTOGRAM)) {
        Extra extra = kind == EXEMPLAR ? ExemplarBytes.read(one, time) : HistogramBytes.read(one);
        one.end();
        to.accept(extra);
      }
      advance();
    }
  }

  public void end() throws DamagedException {
    in.end();
  }

  private void advance() throws DamagedException {
    if (in.remaining() == 0) {
      row = OVER;
      return;
    }
    row += in.readCount("rows", count);
    if (row >= count) {
      throw new DamagedException("something beside a row that is not there");
    }
  }
}
