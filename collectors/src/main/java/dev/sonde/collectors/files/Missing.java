package dev.sonde.collectors.files;

/// Is told of what can't be read.
public interface Missing {
  /// @param what in words for people
  /// @param why with what a person can do about it
  void absent(String what, String why);
}
