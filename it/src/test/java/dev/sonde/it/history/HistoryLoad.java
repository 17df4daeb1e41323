package dev.sonde.it.history;

import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.app.HeapSweep;
import dev.sonde.it.journal.RealShipper;
import dev.sonde.it.journal.RealStore;
import dev.sonde.testkit.ManualTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// Loads made-up history into the embedded store, or into a store that takes remote write, on a
/// clock of its own. Does what standard input says and answers each line with one of JSON.
///
/// `load COLLECTIONS`; of the embedded store also `settle`: lets six minutes pass, in which it
/// packs what it has; `query ROUNDS DAYS`: one series in 300 points, another one each time; `latest
/// ROUNDS`; `forget`: lets a day pass, and says how long it took to thin a day out and to drop one.
final class HistoryLoad {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int SETTLING_MINUTES = 6;
  private static final int POINTS = 300;

  private final Feed feed;

  private HistoryLoad(Feed feed) {
    this.feed = feed;
  }

  /// Words: number of series, seconds between collections, when the first one is (as
  /// `2026-01-01T00:00:00Z`), then `embedded FOLDER DAYS` (how long samples stay) or `remote URL`.
  public static void main(String[] words) throws Exception {
    var every = Duration.ofSeconds(Long.parseLong(words[1]));
    var feed = new Feed(Integer.parseInt(words[0]), every, new ManualTime(words[2]));
    var load = new HistoryLoad(feed);
    Thread.ofVirtual().start(HeapSweep.ofThisProcess());
    switch (words[3]) {
      case "embedded" -> load.embedded(Path.of(words[4]), Long.parseLong(words[5]));
      case "remote" -> load.remote(words[4]);
      default -> throw new IllegalArgumentException(words[3]);
    }
  }

  /// What a line means, and what is answered.
  private interface Followed {
    String follow(String[] words) throws Exception;
  }

  private static void follow(Followed by) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(by.follow(line.split(" ")));
    }
  }

  private void remote(String url) throws Exception {
    try (var shipper = RealShipper.remoteWrite(url, "1.0", "zstd")) {
      var shipping = new Shipping(shipper);
      follow(words -> feed.load(Integer.parseInt(words[1]), shipping, () -> {}).json());
    }
  }

  private void embedded(Path folder, long days) throws Exception {
    try (var store = RealStore.embedded(folder, feed.time(), Duration.ofDays(days))) {
      var shipping = new Shipping(store);
      follow(words -> embedded(words, store, shipping));
    }
  }

  private String embedded(String[] words, Store store, Shipping shipping) throws Exception {
    return switch (words[0]) {
      case "load" -> feed.load(Integer.parseInt(words[1]), shipping, store::tend).json();
      case "settle" -> settled(store);
      case "query" -> queried(store, Integer.parseInt(words[1]), Long.parseLong(words[2]));
      case "latest" -> latest(store, Integer.parseInt(words[1]));
      case "forget" -> forgotten(store);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private String settled(Store store) throws IOException, InterruptedException {
    for (int i = 0; i < SETTLING_MINUTES; i++) {
      feed.time().pass(MINUTE);
      store.tend();
    }
    return "{}";
  }

  private String queried(Store store, int rounds, long days) throws Exception {
    long span = Duration.ofDays(days).toMillis();
    var steps = new Steps(feed.time().wallMillis() - span, span / POINTS, POINTS);
    return Asked.of(
            rounds,
            (round, answer) -> store.history().steps(series(round), steps, Fold.AVERAGE, answer))
        .json();
  }

  private Selection series(int round) {
    var one = feed.host().series(round * 37 % feed.host().count());
    var device = String.valueOf(one.labels().value("device"));
    return Selection.of(Matcher.is(Matcher.NAME, one.name()), Matcher.is("device", device));
  }

  private String latest(Store store, int rounds) throws Exception {
    long now = feed.time().wallMillis();
    var span = new Span(now - Duration.ofMinutes(10).toMillis(), now + 1);
    return Asked.of(rounds, (_, answer) -> store.history().latest(Selection.ALL, span, answer))
        .json();
  }

  private String forgotten(Store store) throws IOException, InterruptedException {
    store.tend();
    double thinning = tended(store, Duration.ofHours(23).plusMinutes(1));
    double dropping = tended(store, Duration.ofHours(1));
    return "{\"thinning\": %.1f, \"dropping\": %.1f}".formatted(thinning, dropping);
  }

  /// Milliseconds that tending took after a while.
  private double tended(Store store, Duration later) throws IOException, InterruptedException {
    feed.time().pass(later);
    long begin = System.nanoTime();
    store.tend();
    return (System.nanoTime() - begin) / 1e6;
  }
}
