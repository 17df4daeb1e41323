package dev.sonde.testkit;

import dev.sonde.api.Appended;
import dev.sonde.api.Emitter;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Keeps what a generator emits, so that a test can wait for it and look at it. Nothing goes by
/// itself here: what was recorded since the last commit waits for the next. Safe for all threads.
public final class RecordingEmitter implements Emitter {
  private record Key(String name, Labels labels) {}

  private record Kept(Family family, Labels labels) implements Slot {
    String series() {
      return family.name() + labels;
    }
  }

  private final Map<Key, Kept> slots = new HashMap<>();
  private final List<Recorded> recorded = new ArrayList<>();
  private final List<List<Recorded>> commits = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private final Map<String, String> absent = new TreeMap<>();
  private List<Recorded> open = new ArrayList<>();
  private Appended answer = Appended.ACCEPTED;
  private long now;
  private boolean closed;

  /// @param now milliseconds since 1970, UTC
  public RecordingEmitter(long now) {
    this.now = now;
  }

  /// Sets the clock.
  public synchronized void at(long timeMillis) {
    now = timeMillis;
  }

  /// What [#commitWithin] answers from now on.
  public synchronized void answer(Appended with) {
    answer = with;
  }

  /// The run is over: from now on everything throws.
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /// What was recorded so far, in order.
  public synchronized List<Recorded> recorded() {
    return List.copyOf(recorded);
  }

  /// Waits until so much was recorded, however long that takes.
  public synchronized List<Recorded> await(int samples) throws InterruptedException {
    while (recorded.size() < samples) {
      wait();
    }
    return List.copyOf(recorded);
  }

  /// Waits until so much was recorded, but no longer than this. Was it?
  public synchronized boolean await(int samples, Duration within) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    long left = within.toMillis();
    while (recorded.size() < samples && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return recorded.size() >= samples;
  }

  /// What was committed together, in order.
  public synchronized List<List<Recorded>> commits() {
    return List.copyOf(commits);
  }

  /// Waits until there were so many commits, however long that takes.
  public synchronized List<List<Recorded>> awaitCommits(int count) throws InterruptedException {
    while (commits.size() < count) {
      wait();
    }
    return List.copyOf(commits);
  }

  /// The newest value of each series that has not ended.
  public synchronized SortedMap<String, Double> live() {
    var live = new TreeMap<String, Double>();
    recorded.forEach(each -> live.put(each.series(), each.value()));
    ended.forEach(live::remove);
    return live;
  }

  /// The series that were ended and not begun again, in order.
  public synchronized List<String> ended() {
    return List.copyOf(ended);
  }

  /// Waits until a series has ended, however long that takes.
  public synchronized void awaitEnd(String series) throws InterruptedException {
    while (!ended.contains(series)) {
      wait();
    }
  }

  /// What can't be measured now, and why.
  public synchronized SortedMap<String, String> absent() {
    return new TreeMap<>(absent);
  }

  @Override
  public synchronized long time() {
    return now;
  }

  @Override
  public synchronized Slot slot(Family family, Labels labels) {
    refuseWhenClosed();
    return slots.computeIfAbsent(new Key(family.name(), labels), _ -> new Kept(family, labels));
  }

  @Override
  public synchronized void record(Slot slot, double value) {
    record(slot, value, now);
  }

  @Override
  public synchronized void record(Slot slot, double value, long timeMillis) {
    refuseWhenClosed();
    var kept = (Kept) slot;
    var sample = new Recorded(kept.family(), kept.labels(), timeMillis, value);
    ended.remove(kept.series());
    recorded.add(sample);
    open.add(sample);
    notifyAll();
  }

  @Override
  public synchronized void end(Slot slot) {
    refuseWhenClosed();
    String series = ((Kept) slot).series();
    if (!ended.contains(series)) {
      ended.add(series);
    }
    notifyAll();
  }

  @Override
  public synchronized void absent(String what, String why) {
    refuseWhenClosed();
    absent.put(what, why);
    notifyAll();
  }

  @Override
  public synchronized void present(String what) {
    refuseWhenClosed();
    absent.remove(what);
    notifyAll();
  }

  @Override
  public synchronized void begin() {
    refuseWhenClosed();
  }

  @Override
  public synchronized void commit() {
    refuseWhenClosed();
    commits.add(List.copyOf(open));
    open = new ArrayList<>();
    notifyAll();
  }

  @Override
  public synchronized Appended commitWithin(Duration patience) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (answer instanceof Appended.Refused) {
      refuseWhenClosed();
      open = new ArrayList<>();
    } else {
      commit();
    }
    return answer;
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new IllegalStateException("no run is open");
    }
  }
}
