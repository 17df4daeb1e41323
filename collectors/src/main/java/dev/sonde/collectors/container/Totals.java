package dev.sonde.collectors.container;

/// Sums over the devices of a container.
final class Totals {
  private static final Vital[] DISK = {
    Vital.DISK_READ_BYTES, Vital.DISK_WRITE_BYTES, Vital.DISK_READ_OPS, Vital.DISK_WRITE_OPS
  };

  private Totals() {}

  /// A container without devices has read and written nothing.
  static void ofDevices(Vitals vitals) {
    for (int column = 0; column < DISK.length; column++) {
      double sum = 0;
      for (int i = 0; i < vitals.devices.count(); i++) {
        double value = vitals.devices.at(i).values[column];
        sum += Double.isNaN(value) ? 0 : value;
      }
      vitals.set(DISK[column], sum);
    }
  }
}
