package dev.sonde.it.journal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What a store holds when it is asked. It does not say which request brought a sample, nor in what
/// order they came: those counts are zero.
final class Holding {
  private final List<BitSet> stored = new ArrayList<>();
  private final List<Sent> sent;
  private long rows;

  Holding(List<Sent> sent) {
    this.sent = sent;
    sent.forEach(_ -> stored.add(new BitSet()));
  }

  /// One more of its samples.
  void add(int worker, long id) {
    rows++;
    stored.get(worker).set(Math.toIntExact(id));
  }

  /// How many there are, repeated ones too.
  long rows() {
    return rows;
  }

  Verdict verdict() {
    long acknowledged = 0;
    long lost = 0;
    long unasked = 0;
    long kept = 0;
    for (int worker = 0; worker < sent.size(); worker++) {
      var missing = sent.get(worker).acknowledged();
      var extra = stored.get(worker);
      kept += extra.cardinality();
      acknowledged += missing.cardinality();
      missing.andNot(extra);
      lost += missing.cardinality();
      extra.andNot(sent.get(worker).acknowledged());
      unasked += extra.cardinality();
    }
    return new Verdict(acknowledged, lost, rows - kept, 0, unasked, 0);
  }
}
