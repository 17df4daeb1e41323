package dev.sonde.collectors.files;

import java.nio.charset.StandardCharsets;

/// Words as they stand in files.
public final class Ascii {
  private Ascii() {}

  /// The word's bytes.
  public static byte[] bytes(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}
