package dev.sonde.collectors.container;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Text;

/// A file with one number.
final class NumberFile implements Reading {
  private final KeptFile file;
  private final Vital vital;
  private final double divisor;

  /// @param divisor turns the kernel's unit into ours
  NumberFile(KeptFile file, Vital vital, double divisor) {
    this.file = file;
    this.vital = vital;
    this.divisor = divisor;
  }

  @Override
  public void read(Vitals into) {
    Text text = file.read();
    if (text != null && text.line()) {
      into.set(vital, text.amount() / divisor);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
