package dev.sonde.collectors.container;

import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Text;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The same in version 1: one file for bytes, one for operations, a line for each device and sort
/// of operation. These stay empty on kernels that count only devices with a throttle rule; then the
/// container's processes are asked.
final class BlkioFile implements Reading {
  private static final byte[] READ = Ascii.bytes("Read");
  private static final byte[] WRITE = Ascii.bytes("Write");
  private static final byte[] TOTAL = Ascii.bytes("Total");

  private final KeptFile bytes;
  private final KeptFile operations;
  private final Reading processes;
  private final Function<String, String> naming;

  /// @param processes what is asked when the kernel does not count
  BlkioFile(KeptFile bytes, KeptFile operations, DeviceNames names, Reading processes) {
    this.bytes = bytes;
    this.operations = operations;
    this.naming = names::of;
    this.processes = processes;
  }

  @Override
  public void read(Vitals into) {
    boolean counted = take(bytes.read(), 0, into);
    take(operations.read(), 2, into);
    if (counted) {
      Totals.ofDevices(into);
    } else {
      processes.read(into);
    }
  }

  @Override
  public void close() {
    bytes.close();
    operations.close();
    processes.close();
  }

  private boolean take(@Nullable Text text, int column, Vitals into) {
    boolean found = false;
    while (text != null && text.line()) {
      Part device = text.word() && !text.is(TOTAL) ? into.devices.at(text, naming) : null;
      if (device != null && text.word()) {
        found = true;
        if (text.is(READ)) {
          device.values[column] = text.amount();
        } else if (text.is(WRITE)) {
          device.values[column + 1] = text.amount();
        }
      }
    }
    return found;
  }
}
