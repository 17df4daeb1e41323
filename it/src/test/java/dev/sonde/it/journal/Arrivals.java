package dev.sonde.it.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What arrived at one destination. Safe for many threads.
///
/// # Implementation notes
///
/// For each sample the request that brought it last is kept, so that a second arrival can be
/// judged: it is excused when that request got no answer, or when it was among the last before a
/// kill, as many as the agent may have in flight. Whose request it was is known by what the agent
/// says of its start, as one that was sent before a kill may be read long after it; of an agent
/// that says nothing it is taken to be the one that runs. A sample that comes for the first time
/// after a higher one of its series is out of order.
final class Arrivals {
  private static final int FIRST_CAPACITY = 1024;

  private final int slots;
  private final int inFlight;
  private final List<Request> requests = new ArrayList<>();
  private final List<Integer> lastOfRun = new ArrayList<>();
  private final Map<String, Integer> runs = new HashMap<>();
  private final int[][] broughtBy;
  private final long[][] highest;
  private int run;
  private long received;
  private long duplicated;
  private long unexplained;
  private long disordered;
  private long lastNewNanos;

  Arrivals(int workers, int slots, int inFlight) {
    this.slots = slots;
    this.inFlight = inFlight;
    this.broughtBy = new int[workers][FIRST_CAPACITY];
    this.highest = new long[workers][slots];
    for (var each : highest) {
      Arrays.fill(each, -1);
    }
    run = begun();
  }

  /// One request, in the order in which they came.
  private static final class Request {
    private final int number;
    private final int run;
    private boolean answered;

    private Request(int number, int run) {
      this.number = number;
      this.run = run;
    }
  }

  /// Which sample it is.
  record Sample(int worker, long id) {}

  /// The agent is started once more: what comes now is from another process.
  synchronized void nextRun() {
    run = begun();
  }

  private int begun() {
    lastOfRun.add(-1);
    return lastOfRun.size() - 1;
  }

  /// Takes what a request brought.
  ///
  /// @param start which start of the agent sent it, if that is known
  /// @return its number, to say that it was answered
  synchronized int take(List<Sample> samples, Optional<String> start) {
    int from = start.map(each -> runs.computeIfAbsent(each, _ -> begun())).orElse(run);
    var request = new Request(requests.size(), from);
    requests.add(request);
    lastOfRun.set(from, request.number);
    for (var sample : samples) {
      take(sample, request);
    }
    return request.number;
  }

  /// The answer to it is on its way.
  synchronized void answered(int request) {
    requests.get(request).answered = true;
  }

  private void take(Sample sample, Request request) {
    int id = Math.toIntExact(sample.id());
    int before = grown(sample.worker(), id)[id];
    if (before > 0) {
      duplicated++;
      unexplained += excused(requests.get(before - 1), request) ? 0 : 1;
    } else {
      takeNew(sample);
    }
    broughtBy[sample.worker()][id] = request.number + 1;
  }

  private void takeNew(Sample sample) {
    received++;
    lastNewNanos = System.nanoTime();
    var seen = highest[sample.worker()];
    int slot = (int) (sample.id() % slots);
    if (sample.id() < seen[slot]) {
      disordered++;
    } else {
      seen[slot] = sample.id();
    }
  }

  /// The two of a batch that was in flight at a kill may come in either order.
  private boolean excused(Request earlier, Request later) {
    boolean lastBeforeKill =
        earlier.run < later.run && earlier.number > lastOfRun.get(earlier.run) - inFlight;
    return !earlier.answered || lastBeforeKill || later.run < earlier.run;
  }

  private int[] grown(int worker, int id) {
    if (id >= broughtBy[worker].length) {
      broughtBy[worker] = Arrays.copyOf(broughtBy[worker], Math.max(id + 1, id * 2));
    }
    return broughtBy[worker];
  }

  /// Which of a worker's samples have arrived.
  synchronized BitSet of(int worker) {
    var arrived = new BitSet();
    for (int id = 0; id < broughtBy[worker].length; id++) {
      arrived.set(id, broughtBy[worker][id] > 0);
    }
    return arrived;
  }

  synchronized long received() {
    return received;
  }

  /// When the last new sample came, as the monotonic clock says.
  synchronized long lastNewNanos() {
    return lastNewNanos;
  }

  synchronized Verdict judge(List<Sent> sent) {
    long acknowledged = 0;
    long lost = 0;
    long unasked = 0;
    for (int worker = 0; worker < sent.size(); worker++) {
      var missing = sent.get(worker).acknowledged();
      var extra = of(worker);
      acknowledged += missing.cardinality();
      extra.andNot(missing);
      unasked += extra.cardinality();
      missing.andNot(of(worker));
      lost += missing.cardinality();
    }
    return new Verdict(acknowledged, lost, duplicated, unexplained, unasked, disordered);
  }
}
