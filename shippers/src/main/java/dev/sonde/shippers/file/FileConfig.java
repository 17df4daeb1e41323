package dev.sonde.shippers.file;

import dev.sonde.api.Settings;

/// What can be chosen about `file`.
///
/// @param maxSize bytes after which a new file begins; 0 for never
/// @param keep how many full files stay
public record FileConfig(String path, Format format, long maxSize, int keep) {
  private static final long LARGEST = 1L << 50;

  /// What a line looks like.
  public enum Format {
    /// A JSON object.
    JSON,
    /// Comma-separated values with a line of names at the top.
    CSV,
    /// As in Prometheus' text format, with a timestamp.
    PROMETHEUS
  }

  static FileConfig read(Settings settings) {
    String path = settings.required("path", "The file to append to.");
    if (path.equals("-")) {
      settings.problem("path", "can't be the standard output; name a file");
    }
    return new FileConfig(
        path,
        settings.choice("format", Format.JSON, "What a line looks like."),
        settings.size(
            "max_size", 0, 0, LARGEST, "Bytes after which a new file begins; 0 for never."),
        (int)
            settings.integer(
                "keep", 5, 1, 100_000, "How many full files stay, when max_size is set."));
  }
}
