package dev.sonde.server.history;

import dev.sonde.api.Labels;
import dev.sonde.wire.ByteSink;

/// Cells as the shipper `file` writes them: text in quotes, a row on one line.
final class Csv {
  static final String HEAD = "timestamp,name,labels,value\n";

  private Csv() {}

  /// `,"up","job=""a"""`, between the time and the value.
  static byte[] identity(String name, Labels labels) {
    var out = new ByteSink();
    out.put(',');
    identity(out, name, labels);
    out.put(',');
    return out.toByteArray();
  }

  static void identity(ByteSink out, String name, Labels labels) {
    text(out, name);
    out.put(',');
    String braced = labels.toString();
    text(out, braced.isEmpty() ? "" : braced.substring(1, braced.length() - 1));
  }

  static void text(ByteSink out, String text) {
    String plain = text.replace("\n", "\\n").replace("\r", "\\r").replace("\"", "\"\"");
    out.put('"');
    out.put(plain);
    out.put('"');
  }
}
