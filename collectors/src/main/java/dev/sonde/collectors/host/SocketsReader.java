package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;
import java.util.Arrays;
import java.util.function.Function;

/// `/proc/net/sockstat` and `sockstat6`: sockets of both kinds of addresses together.
final class SocketsReader implements Reader {
  private static final String WHAT = "sockets";
  private static final byte[] USED = Ascii.bytes("used");
  private static final byte[] IN_USE = Ascii.bytes("inuse");
  private static final byte[] ORPHAN = Ascii.bytes("orphan");
  private static final byte[] TIME_WAIT = Ascii.bytes("tw");
  private static final long MOST = Integer.MAX_VALUE;

  private final HostNet file;
  private final HostNet file6;
  private final Rows rows;
  private final Rows rows6;
  private final long[] sums;
  private final Point[] points;

  SocketsReader(Roots roots, Room room, Report report) {
    file = new HostNet(roots, room, "sockstat");
    file6 = new HostNet(roots, room, "sockstat6");
    points =
        new Point[] {
          report.point(HostFamilies.SOCKETS_USED),
          report.point(HostFamilies.TCP_SOCKETS, "state", "inuse"),
          report.point(HostFamilies.TCP_SOCKETS, "state", "orphan"),
          report.point(HostFamilies.TCP_SOCKETS, "state", "timewait"),
          report.point(HostFamilies.UDP_SOCKETS)
        };
    sums = new long[points.length];
    Function<String, Row> row = this::row;
    rows = new Rows(row);
    rows6 = new Rows(row);
  }

  @Override
  public void read(Report report) {
    Text text = file.read(WHAT, report);
    if (text == null) {
      return;
    }
    Arrays.fill(sums, Text.NONE);
    rows.read(text, report);
    Text text6 = file6.read();
    if (text6 != null) {
      rows6.read(text6, report);
    }
    boolean sound = true;
    for (int i = 0; i < points.length; i++) {
      sound &= report.record(points[i], sums[i]);
    }
    if (!sound) {
      report.absent(WHAT, "a number in /proc/net/sockstat is missing or makes no sense");
    }
  }

  @Override
  public void close() {
    file.close();
    file6.close();
  }

  private Row row(String name) {
    return switch (name) {
      case "sockets:" -> (text, _) -> sums[0] = next(text, USED);
      case "TCP:" ->
          (text, _) -> {
            sums[1] = next(text, IN_USE);
            sums[2] = next(text, ORPHAN);
            sums[3] = next(text, TIME_WAIT);
          };
      case "TCP6:" -> (text, _) -> sums[1] = sum(sums[1], next(text, IN_USE));
      case "UDP:" -> (text, _) -> sums[4] = next(text, IN_USE);
      case "UDP6:" -> (text, _) -> sums[4] = sum(sums[4], next(text, IN_USE));
      default -> Row.IGNORED;
    };
  }

  private static long next(Text text, byte[] key) {
    long number = text.word() && text.is(key) ? text.number() : Text.NONE;
    return number <= MOST ? number : Text.NONE;
  }

  private static long sum(long one, long other) {
    return one < 0 || other < 0 ? Text.NONE : one + other;
  }
}
