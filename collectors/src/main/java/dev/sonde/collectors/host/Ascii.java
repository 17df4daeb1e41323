package dev.sonde.collectors.host;

import java.nio.charset.StandardCharsets;

/// Words as they stand in files.
final class Ascii {
  private Ascii() {}

  static byte[] bytes(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}
