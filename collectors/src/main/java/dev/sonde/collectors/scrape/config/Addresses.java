package dev.sonde.collectors.scrape.config;

/// Checks what is written as a target's address.
final class Addresses {
  private static final String UNIX = "unix:/";

  private Addresses() {}

  /// @throws IllegalArgumentException with a message that reads on after the value
  static String check(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is empty; write host:port");
    }
    int scheme = text.indexOf("://");
    if (scheme > 0) {
      throw new IllegalArgumentException(
          "is a URL; write host:port here, and scheme and metrics_path for the rest");
    }
    if (text.indexOf('/') >= 0 && !text.startsWith(UNIX)) {
      throw new IllegalArgumentException(
          "is not an address; write host:port, the path as metrics_path");
    }
    return text;
  }
}
