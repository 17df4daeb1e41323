package dev.sonde.collectors.exec;

import dev.sonde.wire.scrape.PageSink;

/// How what a command prints is read; remembers what it printed last.
sealed interface Output permits TextOutput, JsonOutput, LineOutput {
  static Output of(CommandConfig config) {
    return switch (config.format()) {
      case PROMETHEUS -> new TextOutput();
      case JSON -> new JsonOutput(config.name());
      case INFLUX -> new LineOutput(config.precision());
    };
  }

  /// Every series of the next output is new.
  void forget();

  /// Reads it.
  ///
  /// @return what is wrong with some of it; empty when nothing is
  /// @throws UnreadableException when none of it can be read, with place and reason
  String read(byte[] printed, PageSink into, OutputReaders readers) throws UnreadableException;
}
