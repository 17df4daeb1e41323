package dev.sonde.wire.compress;

import java.util.function.Supplier;

/// Zstandard's native code, unpacked and loaded with the first thing that needs it.
final class ZstdLibrary {
  private ZstdLibrary() {}

  /// @throws IllegalStateException when it can't be loaded, with what to do
  static <T> T load(Supplier<T> first) {
    try {
      return first.get();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "zstd can't be loaded here ("
              + e.getMessage()
              + "); if the temporary folder is mounted noexec, name another with"
              + " -DZstdTempFolder=FOLDER in SONDE_JAVA_OPTS, or choose another compression",
          e);
    }
  }
}
