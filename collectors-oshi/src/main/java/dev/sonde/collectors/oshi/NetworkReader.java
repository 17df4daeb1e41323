package dev.sonde.collectors.oshi;

import dev.sonde.collectors.host.Filter;
import dev.sonde.collectors.host.HostFamilies;
import java.util.List;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/// What network interfaces sent and received. Packets dropped on the way out are not told.
final class NetworkReader implements OshiReader {
  private static final int RUNS_BETWEEN_LISTINGS = 12;

  private final HardwareAbstractionLayer hardware;
  private final Filter wanted;
  private List<NetworkIF> interfaces = List.of();
  private int runsLeft;

  NetworkReader(HardwareAbstractionLayer hardware, Filter wanted) {
    this.hardware = hardware;
    this.wanted = wanted;
  }

  @Override
  public void read(Readings out) {
    boolean fresh = runsLeft-- <= 0;
    if (fresh) {
      interfaces = hardware.getNetworkIFs(true);
      runsLeft = RUNS_BETWEEN_LISTINGS;
    }
    for (NetworkIF one : interfaces) {
      if (!fresh && !one.updateAttributes()) {
        runsLeft = 0;
      } else if (wanted.accepts(one.getName())) {
        record(one, one.getName(), out);
      }
    }
  }

  private static void record(NetworkIF one, String name, Readings out) {
    out.addCount(HostFamilies.NETWORK_BYTES_RECEIVED, one.getBytesRecv(), "interface", name);
    out.addCount(HostFamilies.NETWORK_BYTES_SENT, one.getBytesSent(), "interface", name);
    out.addCount(HostFamilies.NETWORK_PACKETS_RECEIVED, one.getPacketsRecv(), "interface", name);
    out.addCount(HostFamilies.NETWORK_PACKETS_SENT, one.getPacketsSent(), "interface", name);
    out.addCount(HostFamilies.NETWORK_ERRORS_IN, one.getInErrors(), "interface", name);
    out.addCount(HostFamilies.NETWORK_ERRORS_OUT, one.getOutErrors(), "interface", name);
    out.addCount(HostFamilies.NETWORK_DROP_IN, one.getInDrops(), "interface", name);
  }
}
