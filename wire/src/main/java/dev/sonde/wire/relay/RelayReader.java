package dev.sonde.wire.relay;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Push;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Extras;
import dev.sonde.wire.columns.Ids;
import dev.sonde.wire.columns.Kinds;
import dev.sonde.wire.columns.PayloadReader;
import dev.sonde.wire.columns.Times;
import dev.sonde.wire.columns.Values;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/// The parts of a body that whole batches and messages of a line have in common, in whatever order
/// they stand. Believes nothing; takes memory in proportion to the bytes that came.
final class RelayReader {
  private static final int SUM = Integer.BYTES;

  /// A row takes half a byte at least.
  private static final int ROWS_PER_BYTE = 2;

  private final PayloadReader in = new PayloadReader();
  private final Times times = new Times();
  private final Ids ids = new Ids();
  private final Values values = new Values();
  private final Extras extras = new Extras();
  private final SeriesKey key = new SeriesKey();
  private final Map<String, Family> families = new HashMap<>();
  private int sum;

  /// Begins with a body.
  ///
  /// @param version the one that is understood
  /// @throws DamagedException when it is of another, or not as it was sent
  PayloadReader open(byte[] body, int length, int version) throws DamagedException {
    check(body, length);
    in.open(body, 0, length - SUM);
    int said = in.readByte();
    if (said != version) {
      throw new DamagedException(
          "a batch of version " + said + ", where " + version + " is understood");
    }
    return in;
  }

  /// What was said about names counts no more.
  void forget() {
    families.clear();
  }

  /// How many names something was said about.
  int families() {
    return families.size();
  }

  void readFamilies(Push push) throws DamagedException {
    int count = in.readCount("families", in.remaining());
    for (int i = 0; i < count; i++) {
      String name = text();
      Kind kind = Kinds.of(in.readByte());
      String unit = text();
      String help = text();
      if (name.isEmpty()) {
        throw new DamagedException("a family without a name");
      }
      var family = new Family(name, kind, unit, help);
      families.put(name, family);
      push.describe(family);
    }
  }

  Slot readSeries(Push push) throws DamagedException {
    key.clear();
    int from = section();
    key.name(in.bytes(), from, in.position());
    int labels = in.readCount("labels", in.remaining());
    for (int i = 0; i < labels; i++) {
      label();
    }
    return push.slot(key, this::about);
  }

  /// Reads all rows.
  ///
  /// @param series how many slots count
  void readRows(Slot[] slots, int series, Push push) throws DamagedException {
    int way = in.readByte();
    int mode = way & ~RelayForm.EXTRAS;
    if (mode > Times.EACH) {
      throw new DamagedException("times in an unknown way");
    }
    int rows = in.readCount("samples", (long) in.remaining() * ROWS_PER_BYTE);
    long first = in.readSigned();
    open(way, mode, rows, first);
    for (int row = 0; row < rows; row++) {
      int id = ids.next();
      if (id >= series) {
        throw new DamagedException("series " + id + " of " + series);
      }
      row(row, slots[id], push);
    }
    if (rows > 0) {
      times.end();
      ids.end();
      values.end();
      extras.end();
    }
  }

  /// Where a stretch begins whose length stands before it; then the position is where it ends.
  int section() throws DamagedException {
    return in.skip(in.readCount("length", in.remaining()));
  }

  /// The checksum of the last body.
  int sum() {
    return sum;
  }

  private void check(byte[] body, int length) throws DamagedException {
    if (length < SUM + 1) {
      throw new DamagedException("too short for a batch");
    }
    var crc = new CRC32C();
    crc.update(body, 0, length - SUM);
    sum = (int) crc.getValue();
    var end = new PayloadReader();
    end.open(body, length - SUM, length);
    if (end.readLow(SUM) != crc.getValue()) {
      throw new DamagedException("its checksum is wrong");
    }
  }

  private void label() throws DamagedException {
    int nameFrom = section();
    int nameTo = in.position();
    int valueFrom = section();
    key.label(in.bytes(), nameFrom, nameTo, valueFrom, in.position());
  }

  private Family about(String name) {
    Family known = families.get(name);
    return known == null ? new Family(name, Kind.UNKNOWN, "", "") : known;
  }

  private void open(int way, int mode, int rows, long first) throws DamagedException {
    int at = section();
    times.open(mode, first, in.bytes(), at, in.position());
    if (mode == Times.EQUAL && at != in.position()) {
      throw new DamagedException("times where there are none");
    }
    at = section();
    ids.open(in.bytes(), at, in.position());
    at = section();
    if ((way & RelayForm.EXTRAS) == 0 && at != in.position()) {
      throw new DamagedException("extras where there are none");
    }
    extras.open(rows, in.bytes(), at, in.position());
    at = section();
    if (in.position() - at < (rows + 1) / 2) {
      throw new DamagedException("values end too early");
    }
    values.open(rows, in.bytes(), at, in.position());
  }

  private void row(int row, Slot slot, Push push) throws DamagedException {
    long time = times.next();
    push.record(slot, values.next(), time);
    if (extras.row() == row) {
      extras.take(time, push::attach);
    }
  }

  private String text() throws DamagedException {
    int from = section();
    return new String(in.bytes(), from, in.position() - from, StandardCharsets.UTF_8);
  }
}
