package dev.sonde.collectors.discovery.watching;

import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import dev.sonde.collectors.discovery.Findings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What has changed since it was last said, and what is wrong now. However often a source changes,
/// it is said once in a second at most, as it is then. Safe for all threads.
public final class Changes {
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final String nobody;
  private final Set<String> sources = new LinkedHashSet<>();
  private final Map<String, String> troubles = new LinkedHashMap<>();
  private boolean news;
  private boolean silent = true;

  /// What is to be said in one go.
  private record Round(List<String> sources, List<String> troubles, boolean silent) {}

  /// @param nobody a source that has no targets ever: with it "all is well" is said when there is
  ///   nothing else to say
  public Changes(String nobody) {
    this.nobody = nobody;
  }

  /// The targets of this source may be others now.
  public synchronized void changed(String source) {
    sources.add(source);
    silent = false;
    tell();
  }

  /// Somebody can't do its work.
  ///
  /// @param why in words for people, without secrets
  public synchronized void trouble(String who, String why) {
    troubles.put(who, why);
    tell();
  }

  /// Somebody can do its work, again or for the first time.
  public synchronized void well(String who) {
    if (troubles.remove(who) != null || silent) {
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
      } else if (round.silent()) {
        out.found(nobody, List.of());
      }
      pause.of(QUIET);
    }
  }

  private synchronized Round next() throws InterruptedException {
    while (!news) {
      wait();
    }
    var round = new Round(List.copyOf(sources), List.copyOf(troubles.values()), sources.isEmpty());
    sources.clear();
    news = false;
    silent = false;
    return round;
  }

  private void tell() {
    news = true;
    notifyAll();
  }
}
