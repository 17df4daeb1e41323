package dev.sonde.collectors.discovery.watching;

import dev.sonde.collectors.discovery.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Remembers what a discovery says, and waits for it.
public final class Heard implements Findings {
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);

  /// Time passes at once in tests, so there may be very many; the newest stands last.
  private static final int MOST = 100;

  private final Map<String, List<Map<String, String>>> sources = new TreeMap<>();
  private final Map<String, Integer> said = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private boolean failing;
  private boolean looked;

  @Override
  public synchronized void found(String source, List<Map<String, String>> targets) {
    said.merge(source, 1, Integer::sum);
    failing = false;
    if (targets.isEmpty()) {
      sources.remove(source);
    } else {
      sources.put(source, List.copyOf(targets));
    }
    notifyAll();
  }

  @Override
  public synchronized void failed(String why) {
    if (failures.size() < MOST) {
      failures.add(why);
    } else {
      failures.set(MOST - 1, why);
    }
    failing = true;
    notifyAll();
  }

  @Override
  public synchronized void looked() {
    looked = true;
    notifyAll();
  }

  /// Has it looked at everything once?
  public synchronized boolean hasLooked() {
    return looked;
  }

  /// The addresses of all targets, by source.
  public synchronized Map<String, List<String>> addresses() {
    var all = new TreeMap<String, List<String>>();
    sources.forEach((source, targets) ->
        all.put(source, targets.stream().map(each -> each.get("__address__")).sorted().toList()));
    return all;
  }

  /// The targets of one source.
  public synchronized List<Map<String, String>> targets(String source) {
    return sources.getOrDefault(source, List.of());
  }

  /// How often a source was said.
  public synchronized int times(String source) {
    return said.getOrDefault(source, 0);
  }

  /// What went wrong, in order.
  public synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  /// Is the last word that something is wrong?
  public synchronized boolean failing() {
    return failing;
  }

  /// Waits until it is so.
  public synchronized void await(Predicate<Heard> so) throws InterruptedException {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!so.test(this)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("heard only " + addresses() + " and " + failures);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
