package dev.sonde.collectors.container;

import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Text;

/// How long threads of a container waited for one resource: `cpu.pressure` and its like.
final class PressureFile implements Reading {
  private static final byte[] SOME = Ascii.bytes("some");
  private static final byte[] FULL = Ascii.bytes("full");
  private static final byte[] TOTAL = Ascii.bytes("total=");
  private static final double MICROS_PER_SECOND = 1e6;

  private final KeptFile file;
  private final Vital some;
  private final Vital full;

  PressureFile(KeptFile file, Vital some, Vital full) {
    this.file = file;
    this.some = some;
    this.full = full;
  }

  @Override
  public void read(Vitals into) {
    Text text = file.read();
    if (text == null) {
      return;
    }
    while (text.line()) {
      if (!text.word()) {
        continue;
      }
      if (text.is(SOME)) {
        into.set(some, total(text));
      } else if (text.is(FULL)) {
        into.set(full, total(text));
      }
    }
  }

  @Override
  public void close() {
    file.close();
  }

  private static double total(Text text) {
    while (text.word()) {
      double micros = text.valueOf(TOTAL);
      if (!Double.isNaN(micros)) {
        return micros / MICROS_PER_SECOND;
      }
    }
    return Double.NaN;
  }
}
