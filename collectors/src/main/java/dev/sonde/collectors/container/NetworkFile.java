package dev.sonde.collectors.container;

import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Text;
import java.util.function.Function;

/// `/proc/<pid>/net/dev`: what the interfaces of a container received and sent, without `lo`.
final class NetworkFile implements Reading {
  private static final byte[] LOOPBACK = Ascii.bytes("lo");
  private static final int COLUMNS = 12;
  private static final int SENT = 8;
  private static final int EACH = 4;

  private final KeptFile file;
  private final Function<String, String> naming = Function.identity();

  NetworkFile(KeptFile file) {
    this.file = file;
  }

  @Override
  public void read(Vitals into) {
    Text text = file.read();
    while (text != null && text.line()) {
      Part part = text.before(':') && !text.is(LOOPBACK) ? into.network.at(text, naming) : null;
      if (part != null) {
        take(text, part);
      }
    }
  }

  @Override
  public void close() {
    file.close();
  }

  /// Of the eight numbers each way the first four are bytes, packets, errors and drops.
  private static void take(Text text, Part part) {
    for (int i = 0; i < COLUMNS; i++) {
      double value = text.amount();
      if (i < EACH) {
        part.values[i] = value;
      } else if (i >= SENT) {
        part.values[i - SENT + EACH] = value;
      }
    }
  }
}
