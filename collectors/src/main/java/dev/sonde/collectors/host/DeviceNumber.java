package dev.sonde.collectors.host;

/// The number by which the kernel knows the device below a file system. Those without a device of
/// their own (btrfs, overlay, NFS) have a major number of 0 and are not always shown alike.
///
/// @param major 0 for those without a device
/// @param minor which one
record DeviceNumber(long major, long minor) {
  /// For where it can't be known.
  static final DeviceNumber UNKNOWN = new DeviceNumber(0, 0);

  /// From the form `8:1`.
  static DeviceNumber parse(String text) {
    return text.matches("\\d{1,9}:\\d{1,9}")
        ? new DeviceNumber(
            Long.parseLong(text.substring(0, text.indexOf(':'))),
            Long.parseLong(text.substring(text.indexOf(':') + 1)))
        : UNKNOWN;
  }

  /// From the one number that `stat` gives.
  static DeviceNumber ofStat(long number) {
    long major = ((number >>> 8) & 0xfff) | ((number >>> 32) & 0xfffff000L);
    long minor = (number & 0xff) | ((number >>> 12) & 0xffffff00L);
    return new DeviceNumber(major, minor);
  }

  /// Can both be numbers of one file system?
  boolean fits(DeviceNumber other) {
    boolean known = !equals(UNKNOWN) && !other.equals(UNKNOWN);
    boolean onDevice = major != 0 || other.major != 0;
    return equals(other) || !known || !onDevice;
  }
}
