package dev.sonde.testkit;

/// How a power cut may tear a write that was not synced.
public enum Tearing {
  /// It is there or it is not.
  NEVER,
  /// Any of its sectors of 512 bytes may be there.
  SECTORS,
  /// Its beginning or its end may be there, cut at any byte.
  BYTES
}
