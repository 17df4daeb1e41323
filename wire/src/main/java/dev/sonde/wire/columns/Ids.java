package dev.sonde.wire.columns;

/// The ids of a batch, in runs of consecutive ones. A run is the difference of its first id to what
/// would have followed the run before, twice, plus one when it is longer than one row; then how
/// much longer than two.
public final class Ids {
  /// Ids are below this.
  public static final int LIMIT = 1 << 26;

  private static final int LAST = LIMIT - 1;

  private final PayloadReader in = new PayloadReader();
  private int left;
  private int id;

  public static void writeRun(Payload to, int difference, int length) {
    boolean longer = length > 1;
    to.putVarint(Payload.zigzag(difference) << 1 | (longer ? 1 : 0));
    if (longer) {
      to.putVarint(length - 2);
    }
  }

  public void open(byte[] bytes, int from, int to) {
    left = 0;
    id = 0;
    in.open(bytes, from, to);
  }

  public int next() throws DamagedException {
    if (left == 0) {
      readRun();
    }
    left--;
    return id++;
  }

  public void end() throws DamagedException {
    if (left != 0) {
      throw new DamagedException("ids for more rows than there are");
    }
    in.end();
  }

  private void readRun() throws DamagedException {
    long start = in.readVarint();
    long first = id + Payload.unzigzag(start >>> 1);
    left = (start & 1) == 0 ? 1 : 2 + in.readCount("run", LAST);
    if (first < 0 || first + left - 1 > LAST) {
      throw new DamagedException("an id out of range");
    }
    id = (int) first;
  }
}
