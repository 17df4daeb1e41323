package dev.sonde.wire.compress;

import dev.sonde.wire.GzipSink;

/// The ways in which a body can be made smaller.
public enum Compression {
  /// What every receiver of remote write takes.
  SNAPPY,
  /// Half of snappy's bytes, for receivers that are known to take it.
  ZSTD,
  /// What most web servers take.
  GZIP;

  /// A compressor of this kind; its classes and libraries are loaded now.
  ///
  /// @throws IllegalStateException when it can't be had on this machine, with what to do
  public Compressor compressor() {
    return switch (this) {
      case SNAPPY -> new Snappy();
      case ZSTD -> new Zstd();
      case GZIP -> new GzipSink();
    };
  }
}
