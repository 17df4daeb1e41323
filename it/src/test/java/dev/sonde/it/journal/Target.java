package dev.sonde.it.journal;

import java.io.IOException;
import java.util.List;

/// A destination of the agent under test.
sealed interface Target extends AutoCloseable permits Felled, Kept, Receiver, Stored {
  /// Where the agent sends to.
  int port();

  /// The agent is started once more: what comes now is from another process.
  void nextRun();

  /// From now on it takes everything.
  void calm();

  /// How often it was killed itself.
  default int kills() {
    return 0;
  }

  /// What it has of what was sent.
  Verdict judge(List<Sent> sent) throws IOException, InterruptedException;

  /// When something new was last seen, as the monotonic clock says.
  long lastNewNanos();

  @Override
  void close();
}
