package dev.sonde.testkit;

/// Bytes were written.
final class Write implements Change {
  private static final int SECTOR = 512;
  private static final int LOST = 0;
  private static final int WHOLE = 1;
  private static final int ZEROS = 2;
  private static final int FRONT = 3;
  private static final int BACK = 4;
  private static final int BOTH_ENDS = 5;

  private final int at;
  private final byte[] bytes;

  Write(int at, byte[] bytes) {
    this.at = at;
    this.bytes = bytes;
  }

  @Override
  public void apply(Bytes to) {
    to.write(at, bytes, 0, bytes.length);
  }

  @Override
  public void survive(Bytes to, Tearing tearing, Choice choice) {
    int parts = parts(tearing);
    int options = parts == 1 ? FRONT : tearing == Tearing.BYTES ? BOTH_ENDS : BOTH_ENDS + 1;
    switch (choice.of(options)) {
      case LOST -> {}
      case WHOLE -> apply(to);
      case ZEROS -> to.grow(at + bytes.length);
      case FRONT -> keep(to, tearing, 0, 1 + choice.of(parts - 1));
      case BACK -> keep(to, tearing, 1 + choice.of(parts - 1), parts);
      default -> scatter(to, tearing, choice);
    }
  }

  @Override
  public double ways(Tearing tearing) {
    int parts = parts(tearing);
    double torn = 2.0 * (parts - 1);
    boolean scatters = parts > 1 && tearing == Tearing.SECTORS;
    return FRONT + torn + (scatters ? Math.pow(2, parts) : 0);
  }

  private void scatter(Bytes to, Tearing tearing, Choice choice) {
    for (int i = 0; i < parts(tearing); i++) {
      if (choice.of(2) == 1) {
        keep(to, tearing, i, i + 1);
      }
    }
  }

  private void keep(Bytes to, Tearing tearing, int from, int until) {
    int begin = border(tearing, from);
    to.write(at + begin, bytes, begin, border(tearing, until) - begin);
  }

  private int parts(Tearing tearing) {
    return switch (tearing) {
      case NEVER -> 1;
      case BYTES -> Math.max(1, bytes.length);
      case SECTORS -> bytes.length == 0 ? 1 : (at + bytes.length - 1) / SECTOR - at / SECTOR + 1;
    };
  }

  /// Where a part begins, counted from the beginning of the write.
  private int border(Tearing tearing, int part) {
    int border =
        switch (tearing) {
          case NEVER -> part * bytes.length;
          case BYTES -> part;
          case SECTORS -> (at / SECTOR + part) * SECTOR - at;
        };
    return Math.clamp(border, 0, bytes.length);
  }

  @Override
  public void flip(long place, int mask) {
    if (place >= at && place < at + bytes.length) {
      bytes[(int) (place - at)] ^= (byte) mask;
    }
  }

  @Override
  public Change copy() {
    return new Write(at, bytes.clone());
  }
}
