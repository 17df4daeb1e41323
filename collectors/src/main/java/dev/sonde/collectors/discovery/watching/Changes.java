package dev.sonde.collectors.discovery.watching;

import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import dev.sonde.collectors.discovery.Findings;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What has changed since it was last said, and what is wrong now. However often a source changes,
/// it is said once in a second at most, as it is then. As long as one that is awaited has neither
/// answered nor failed, "nothing was found" is not said. Safe for all threads.
public final class Changes {
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final String nobody;
  private final Set<String> sources = new LinkedHashSet<>();
  private final Map<String, String> troubles = new LinkedHashMap<>();
  private final Set<String> awaited = new HashSet<>();
  private boolean news;
  private boolean owed = true;

  /// What is to be said in one go.
  ///
  /// @param well is there nothing else to say than that all is well?
  /// @param whole has everybody answered or failed?
  private record Round(List<String> sources, List<String> troubles, boolean well, boolean whole) {}

  /// @param nobody a source that has no targets ever: with it "all is well" is said when there is
  ///   nothing else to say
  public Changes(String nobody) {
    this.nobody = nobody;
  }

  /// Somebody will answer, or fail.
  public synchronized void await(String who) {
    awaited.add(who);
  }

  /// Somebody has answered; whether it is well is not known yet.
  public synchronized void answered(String who) {
    if (awaited.remove(who) && awaited.isEmpty()) {
      tell();
    }
  }

  /// The targets of this source may be others now.
  public synchronized void changed(String source) {
    sources.add(source);
    tell();
  }

  /// Somebody can't do its work.
  ///
  /// @param why in words for people, without secrets
  public synchronized void trouble(String who, String why) {
    awaited.remove(who);
    troubles.put(who, why);
    tell();
  }

  /// Somebody can do its work, again or for the first time.
  public synchronized void well(String who) {
    answered(who);
    boolean over = troubles.remove(who) != null;
    owed |= over;
    if (over || (owed && awaited.isEmpty())) {
      tell();
    }
  }

  /// Says what there is to say, until interrupted.
  ///
  /// @param targets what a source has now; nothing when it has gone
  public void say(Findings out, Pause pause, Function<String, List<Map<String, String>>> targets)
      throws InterruptedException {
    while (true) {
      Round round = next();
      for (String source : round.sources()) {
        out.found(source, targets.apply(source));
      }
      if (!round.troubles().isEmpty()) {
        out.failed(round.troubles().getFirst());
      } else if (round.well()) {
        out.found(nobody, List.of());
      }
      if (round.whole()) {
        out.looked();
      }
      pause.of(QUIET);
    }
  }

  private synchronized Round next() throws InterruptedException {
    while (!news) {
      wait();
    }
    boolean whole = awaited.isEmpty();
    boolean silent = sources.isEmpty() && troubles.isEmpty();
    var round =
        new Round(
            List.copyOf(sources), List.copyOf(troubles.values()), silent && owed && whole, whole);
    sources.clear();
    news = false;
    owed &= silent && !whole;
    return round;
  }

  private void tell() {
    news = true;
    notifyAll();
  }
}
