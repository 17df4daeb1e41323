package dev.sonde.collectors.host;

import dev.sonde.api.Family;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;

/// `/proc/net/dev`: what network interfaces sent and received.
final class NetworkReader implements Reader {
  private static final int WIDTH = 12;

  private final HostNet file;
  private final Filter interfaces;
  private final Report report;
  private final Rows rows = new Rows(text -> text.before(':'), this::row);

  NetworkReader(Roots roots, Room room, Report report, Filter interfaces) {
    this.file = new HostNet(roots, room, "dev");
    this.interfaces = interfaces;
    this.report = report;
  }

  @Override
  public void read(Report report) {
    Text text = file.read("network", report);
    if (text != null) {
      rows.read(text, report);
    }
  }

  @Override
  public void close() {
    file.close();
  }

  private Row row(String name) {
    if (!interfaces.accepts(name)) {
      return Row.IGNORED;
    }
    return new Counters(
        "network " + name,
        WIDTH,
        _ -> true,
        column(0, HostFamilies.NETWORK_BYTES_RECEIVED, name),
        column(1, HostFamilies.NETWORK_PACKETS_RECEIVED, name),
        column(2, HostFamilies.NETWORK_ERRORS_IN, name),
        column(3, HostFamilies.NETWORK_DROP_IN, name),
        column(8, HostFamilies.NETWORK_BYTES_SENT, name),
        column(9, HostFamilies.NETWORK_PACKETS_SENT, name),
        column(10, HostFamilies.NETWORK_ERRORS_OUT, name),
        column(11, HostFamilies.NETWORK_DROP_OUT, name));
  }

  private Counters.Column column(int place, Family family, String name) {
    return new Counters.Column(place, report.point(family, "interface", name), 1);
  }
}
