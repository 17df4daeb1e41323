package dev.sonde.wire.remotewrite;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Push;
import java.util.ArrayList;
import java.util.List;

/// The exemplars of a time series: each goes to the first sample that is not older than it, or else
/// to the last.
final class WaitingExemplars {
  private final List<Exemplar> waiting = new ArrayList<>();
  private int next;

  void clear() {
    waiting.clear();
    next = 0;
  }

  void add(List<Exemplar> more) {
    waiting.addAll(more);
  }

  /// Gives those that belong to the sample that was recorded last.
  void upTo(long timeMillis, Push push, WriteTally tally) {
    while (next < waiting.size() && waiting.get(next).timeMillis() <= timeMillis) {
      give(push, tally);
    }
  }

  /// Ends the time series.
  ///
  /// @param taken was the last sample recorded?
  void end(boolean taken, Push push, WriteTally tally) {
    while (taken && next < waiting.size()) {
      give(push, tally);
    }
    tally.refuseExemplars(waiting.size() - next);
  }

  private void give(Push push, WriteTally tally) {
    push.attach(waiting.get(next++));
    tally.exemplar();
  }
}
