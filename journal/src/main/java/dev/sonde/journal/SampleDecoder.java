package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.Note;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Extras;
import dev.sonde.wire.columns.Ids;
import dev.sonde.wire.columns.PayloadReader;
import dev.sonde.wire.columns.Times;
import dev.sonde.wire.columns.Values;
import java.util.List;
import java.util.Objects;

/// Reads samples payloads, one after another, as [SegmentEncoder] writes them. For one thread.
final class SampleDecoder {
  private static final int LOST = Integer.MAX_VALUE;
  private static final int MOST_ROWS = Integer.MAX_VALUE - 1;

  private final PayloadReader head = new PayloadReader();
  private final Times times = new Times();
  private final Ids ids = new Ids();
  private final Values values = new Values();
  private final Extras extras = new Extras();
  private Origin origin = Origin.OWN;
  private int count;
  private int mode;
  private long firstTime;
  private int timesFrom;
  private int timesTo;
  private int idsFrom;
  private int idsTo;
  private int notesFrom;
  private int notesTo;
  private int extrasFrom;
  private int extrasTo;
  private int row;

  /// Reads origin and count. The bytes are not copied, and must stay as they are while rows are
  /// decoded.
  void open(byte[] bytes, int from, int to) throws DamagedException {
    count = 0;
    row = LOST;
    head.open(bytes, from, to);
    int first = head.readByte();
    int version = first & 15;
    if (version < Head.PLAIN || version > Head.NOTED) {
      throw new DamagedException("samples of version " + version + ", which is not known");
    }
    mode = first >>> 6;
    if (mode > Times.EACH) {
      throw new DamagedException("times in an unknown way");
    }
    origin = Head.read(first >>> 4 & 3, head);
    boolean noted = version == Head.NOTED;
    notesFrom = head.skip(noted ? head.readCount("length", head.remaining()) : 0);
    notesTo = head.position();
    int rows = head.readCount("samples", Math.min(head.remaining() * 2L, MOST_ROWS));
    openColumns(rows, version != Head.PLAIN);
    count = rows;
  }

  private void openColumns(int rows, boolean more) throws DamagedException {
    if (rows == 0) {
      head.end();
      return;
    }
    firstTime = head.readSigned();
    int length = mode == Times.EQUAL ? 0 : head.readCount("length", head.remaining());
    timesFrom = head.skip(length);
    timesTo = head.position();
    idsFrom = head.skip(head.readCount("length", head.remaining()));
    idsTo = head.position();
    extrasFrom = head.skip(more ? head.readCount("length", head.remaining()) : 0);
    extrasTo = head.position();
    if (head.remaining() < (rows + 1) / 2) {
      throw new DamagedException("values end too early");
    }
  }

  /// Whose samples they are.
  Origin origin() {
    return origin;
  }

  /// What was noted with them.
  List<Note> notes() throws DamagedException {
    return notesFrom == notesTo ? List.of() : Noted.read(head.bytes(), notesFrom, notesTo);
  }

  /// How many rows there are.
  int count() {
    return count;
  }

  /// Appends rows to a batch. Going on where the last call ended costs nothing extra.
  ///
  /// @return how many rows were left out because the dictionary does not know their series
  /// @throws DamagedException when it is malformed; the rows before the damage are in the batch
  int decode(int firstRow, int lastRow, Dictionary dictionary, Batch into) throws DamagedException {
    Objects.checkFromToIndex(firstRow, lastRow, count);
    moveTo(firstRow);
    int unknown = 0;
    for (int i = firstRow; i < lastRow; i++) {
      long time = times.next();
      double value = values.next();
      Series series = dictionary.series(ids.next());
      if (series == null) {
        unknown++;
      } else {
        into.add(series, time, value);
      }
      if (extras.row() == i) {
        extras.take(time, series == null ? null : into::attach);
      }
    }
    if (lastRow == count && count > 0) {
      end();
    }
    row = lastRow;
    return unknown;
  }

  private void moveTo(int firstRow) throws DamagedException {
    int from = row;
    row = LOST;
    if (firstRow < from) {
      rewind();
      from = 0;
    }
    for (int i = from; i < firstRow; i++) {
      times.next();
      values.next();
      ids.next();
      if (extras.row() == i) {
        extras.take(0, null);
      }
    }
  }

  private void rewind() throws DamagedException {
    if (count > 0) {
      byte[] bytes = head.bytes();
      times.open(mode, firstTime, bytes, timesFrom, timesTo);
      ids.open(bytes, idsFrom, idsTo);
      extras.open(count, bytes, extrasFrom, extrasTo);
      values.open(count, bytes, extrasTo, extrasTo + head.remaining());
    }
  }

  private void end() throws DamagedException {
    times.end();
    ids.end();
    values.end();
    extras.end();
  }
}
