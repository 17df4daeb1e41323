package dev.sonde.bench.targets;

import java.io.IOException;

/// A crowd of targets in one process, for agents to scrape: README.md says what can be set.
final class Targets {
  private Targets() {}

  /// Words: see [Options]. Runs until it is killed.
  public static void main(String[] words) throws IOException {
    new Server(Options.of(words)).run();
  }
}
