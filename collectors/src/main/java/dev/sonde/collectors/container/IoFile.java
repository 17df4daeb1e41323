package dev.sonde.collectors.container;

import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Text;
import java.util.function.Function;

/// What a container read and wrote, by device: `io.stat` of version 2. Each device is counted for
/// itself, so what goes through a stack of devices is there at each level.
final class IoFile implements Reading {
  private static final byte[][] KEYS = {
    Ascii.bytes("rbytes="), Ascii.bytes("wbytes="), Ascii.bytes("rios="), Ascii.bytes("wios=")
  };

  private final KeptFile file;
  private final Function<String, String> naming;

  IoFile(KeptFile file, DeviceNames names) {
    this.file = file;
    this.naming = names::of;
  }

  @Override
  public void read(Vitals into) {
    Text text = file.read();
    if (text == null) {
      return;
    }
    while (text.line()) {
      Part device = text.word() ? into.devices.at(text, naming) : null;
      if (device != null) {
        take(text, device);
      }
    }
    Totals.ofDevices(into);
  }

  @Override
  public void close() {
    file.close();
  }

  private static void take(Text text, Part device) {
    while (text.word()) {
      for (int i = 0; i < KEYS.length; i++) {
        double value = text.valueOf(KEYS[i]);
        if (!Double.isNaN(value)) {
          device.values[i] = value;
        }
      }
    }
  }
}
