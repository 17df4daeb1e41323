package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Text;

/// What becomes of one line of a file. The cursor stands behind the line's name.
interface Row {
  /// A line that nobody asked for.
  Row IGNORED = (_, _) -> {};

  void read(Text text, Report report);
}
