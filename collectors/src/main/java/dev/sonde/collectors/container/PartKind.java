package dev.sonde.collectors.container;

import dev.sonde.api.Family;
import java.util.List;

/// A sort of parts that a container has several of, and what is measured of each.
@SuppressWarnings("ImmutableEnumChecker") // what it holds is immutable
enum PartKind {
  /// `container_network_receive_bytes_total{interface="eth0"}` and its like.
  NETWORK(
      "interface",
      network("receive_bytes", "bytes", "Bytes received by an interface."),
      network("receive_packets", "", "Packets received by an interface."),
      network("receive_errors", "", "Packets an interface received damaged."),
      network("receive_dropped", "", "Packets dropped on the way in."),
      network("transmit_bytes", "bytes", "Bytes sent by an interface."),
      network("transmit_packets", "", "Packets sent by an interface."),
      network("transmit_errors", "", "Packets an interface failed to send."),
      network("transmit_dropped", "", "Packets dropped on the way out.")),
  /// `container_device_read_bytes_total{device="sda"}` and its like; their sums are the
  /// `container_disk_…` families.
  DEVICE(
      "device",
      device("read_bytes", "bytes", "Bytes read from a device."),
      device("write_bytes", "bytes", "Bytes written to a device."),
      device("read_ops", "", "Read operations on a device."),
      device("write_ops", "", "Write operations on a device."));

  final String label;
  final List<Family> families;

  PartKind(String label, Family... families) {
    this.label = label;
    this.families = List.of(families);
  }

  private static Family network(String name, String unit, String help) {
    return Family.counter("container_network_" + name + "_total", unit, help);
  }

  private static Family device(String name, String unit, String help) {
    return Family.counter("container_device_" + name + "_total", unit, help);
  }
}
