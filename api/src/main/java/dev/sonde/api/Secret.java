package dev.sonde.api;

/// A value that never appears in a log, a page or a message. Only [#reveal] gives it away.
///
/// @param reveal the value itself, for the one place that needs it
public record Secret(String reveal) {
  /// Never the value.
  @Override
  public String toString() {
    return "***";
  }
}
