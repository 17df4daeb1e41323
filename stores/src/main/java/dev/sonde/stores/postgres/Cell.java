package dev.sonde.stores.postgres;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/// A row of `sonde.collections` in the making: the numbers of one layout at one instant. Itself the
/// parameter that carries them, as bytes, because text would lose what a NaN says.
@SuppressWarnings({"serial", "EqualsHashCode"}) // the driver's class happens to be serializable
final class Cell extends PGobject implements PGBinaryObject {
  static final int WIDTH = 240;

  private static final int FLOAT8 = 701;
  private static final int HEAD = 5 * Integer.BYTES;
  private static final int NOTHING = -1;

  private static final int ROOM = 16;

  private double[] numbers = new double[ROOM];

  /// The place of the first of them; 0 when nothing is there.
  private int from;

  private final Places present = new Places();
  private int layout;
  private long time;

  Cell() {
    setType("_float8");
  }

  Cell at(int newLayout, long newTime) {
    layout = newLayout;
    time = newTime;
    from = 0;
    present.clear();
    return this;
  }

  boolean is(int otherLayout, long otherTime) {
    return layout == otherLayout && time == otherTime;
  }

  void put(int place, double number) {
    if (from == 0) {
      from = aligned(place);
    } else if (place < from || place >= from + numbers.length) {
      makeRoom(place);
    }
    numbers[place - from] = number;
    present.add(place);
  }

  private void makeRoom(int place) {
    int low = Math.min(from, aligned(place));
    int high = Math.max(from + numbers.length, aligned(place) + ROOM);
    double[] wider = new double[high - low];
    System.arraycopy(numbers, 0, wider, from - low, numbers.length);
    numbers = wider;
    from = low;
  }

  private static int aligned(int place) {
    return (place - 1) / ROOM * ROOM + 1;
  }

  int layout() {
    return layout;
  }

  long time() {
    return time;
  }

  Places present() {
    return present;
  }

  @Override
  public int lengthInBytes() {
    int span = present.last() - present.first() + 1;
    return HEAD + span * Integer.BYTES + present.count() * Double.BYTES;
  }

  @Override
  public void toBytes(byte[] bytes, int offset) {
    int first = present.first();
    int span = present.last() - first + 1;
    ByteBuffer out = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
    out.putInt(1).putInt(span == present.count() ? 0 : 1).putInt(FLOAT8).putInt(span).putInt(first);
    for (int place = first; place < first + span; place++) {
      if (present.has(place)) {
        out.putInt(Double.BYTES).putLong(Double.doubleToRawLongBits(numbers[place - from]));
      } else {
        out.putInt(NOTHING);
      }
    }
  }

  @Override
  public void setByteValue(byte[] value, int offset) throws SQLException {
    throw new SQLException("only written");
  }
}
