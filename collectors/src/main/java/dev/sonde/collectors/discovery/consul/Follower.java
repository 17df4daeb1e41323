package dev.sonde.collectors.discovery.consul;

import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import dev.sonde.collectors.discovery.watching.Changes;
import dev.sonde.collectors.discovery.watching.Retreat;
import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.wire.json.JsonRules;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks one question again and again, each time for what is newer than the last answer. For one
/// thread, but for its end.
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.discovery.consul");
  private static final JsonRules RULES =
      JsonRules.DEFAULT.withBytes(64 << 20).withValues(8_000_000);

  private final TreeReader trees = new TreeReader(RULES, Set.of("Definition", "Proxy"));
  private final String what;
  private final String path;
  private final Places places;
  private final Changes changes;
  private final Retreat retreat;
  private final Pause pause;
  private final Duration interval;
  private long index;
  private boolean over;

  /// Takes answers.
  interface Taker {
    /// @throws IOException when it can't be used, in words for people
    void take(Tree answer) throws IOException;
  }

  /// @param what in words for people, such as `service web`
  /// @param interval waited after each answer
  Follower(
      String what,
      String path,
      Places places,
      Changes changes,
      Retreat retreat,
      Pause pause,
      Duration interval) {
    this.what = what;
    this.path = path;
    this.places = places;
    this.changes = changes;
    this.retreat = retreat;
    this.pause = pause;
    this.interval = interval;
  }

  /// Until interrupted. What can't be read changes nothing.
  void run(Taker to) throws InterruptedException {
    while (true) {
      if (ask(to)) {
        pause.of(interval);
      } else {
        retreat.pause();
      }
    }
  }

  /// Nothing that is still under way is taken or said any more.
  synchronized void end() {
    over = true;
  }

  private boolean ask(Taker to) throws InterruptedException {
    try {
      Api.Answer answer = places.ask(path, index);
      if (answer.status() != 200) {
        return failed(Refusals.words(what, answer));
      }
      Tree tree = trees.read(answer.body(), 0, answer.length());
      index = answer.index() < index ? 0 : answer.index();
      take(tree, to);
      retreat.reset();
      return true;
    } catch (IOException e) {
      return failed("asking Consul for " + what + ": " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("a defect of Sonde: reading {} failed", what, e);
      return failed("asking Consul for " + what + ": a defect of Sonde, see its log");
    }
  }

  private boolean failed(String why) throws InterruptedException {
    index = 0;
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    trouble(why);
    return false;
  }

  private synchronized void take(Tree answer, Taker to) throws IOException {
    if (!over) {
      to.take(answer);
      changes.well(what);
    }
  }

  private synchronized void trouble(String why) {
    if (!over) {
      changes.trouble(what, why);
    }
  }
}
