package dev.sonde.collectors.scrape;

import dev.sonde.api.Member;
import dev.sonde.api.Sheet;
import dev.sonde.api.Visit;
import dev.sonde.collectors.scrape.config.Timing;
import dev.sonde.http.BodyBuffer;
import dev.sonde.http.Call;
import dev.sonde.http.Fetched;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One place that shows metrics, scraped again and again.
final class Target implements Member {
  private static final int OK = 200;
  private static final Duration SPARE = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private volatile TargetKey key;
  private final Supplier<String> obstacle;
  private final Kit kit;
  private final Scraped scraped;
  private final Room.Share share;
  private volatile Manner manner;
  private volatile @Nullable Score last;
  private volatile long lastMillis;
  private @Nullable Manner read;
  private Pages pages;
  private BitSet dropped = new BitSet();

  /// @param obstacle why it is not scraped; empty when it is
  Target(TargetKey key, Manner manner, Supplier<String> obstacle, Kit kit) {
    this.key = key;
    this.obstacle = obstacle;
    this.kit = kit;
    this.share = new Room.Share(kit.room);
    this.manner = manner;
    this.scraped = new Scraped(key.labels());
    this.pages = Pages.of(manner.job());
  }

  TargetKey key() {
    return key;
  }

  /// The same target at other times.
  void change(TargetKey to) {
    key = to;
  }

  /// Another manner from the next scrape on.
  void change(Manner to) {
    manner = to;
  }

  /// It is not scraped again.
  void leave() {
    share.leave();
  }

  /// How the last scrape went; null before the first.
  @Nullable Score last() {
    return last;
  }

  /// Did the last scrape fail?
  boolean isDown() {
    Score score = last;
    return score != null && !score.up();
  }

  /// When the last scrape began, milliseconds since 1970; 0 before the first.
  long lastMillis() {
    return lastMillis;
  }

  @Override
  public void collect(Visit visit) throws InterruptedException {
    Manner now = manner;
    if (!pages.suit(now.job())) {
      pages = Pages.of(now.job());
    }
    long begin = kit.time.nanos();
    String why = obstacle.get();
    Score score = why.isEmpty() ? scrape(visit, now, begin) : Score.failed(0, why);
    if (!score.up()) {
      visit.page().absent();
    }
    if (now.job().format().identified()) {
      scraped.write(score, visit.report(), visit.time());
    }
    last = score;
    lastMillis = visit.time();
  }

  private Score scrape(Visit visit, Manner now, long begin) throws InterruptedException {
    Timing timing = key.timing();
    Score score = attempt(visit, now, begin, timing.timeout());
    for (int retry = 0; retry < timing.retries() && !score.up(); retry++) {
      Duration left = timing.interval().minusNanos(kit.time.nanos() - begin);
      Duration afterPause = left.minus(timing.retryDelay());
      if (afterPause.compareTo(SHORTEST) < 0) {
        break;
      }
      Kit.pause(timing.retryDelay());
      score = attempt(visit, now, begin, shorter(timing.timeout(), afterPause));
    }
    return score;
  }

  /// Long enough that the next scrape finds the connection.
  private Duration kept() {
    return key.timing().interval().plus(key.timing().timeout()).plus(SPARE);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Score attempt(Visit visit, Manner now, long begin, Duration limit)
      throws InterruptedException {
    var body = new BodyBuffer((int) now.job().limits().bodyBytes(), kit.bodies);
    try {
      Call call = now.caller().get(key.url());
      Fetched page =
          kit.client.fetch(pages.asking(call, now.job()).within(limit).keeping(kept()), body);
      if (page.status() != OK) {
        return failed(begin, "the server answered " + page.status());
      }
      if (!page.whole()) {
        return failed(begin, "body_size_limit exceeded: the page is longer than " + body.limit());
      }
      return read(visit, now, begin, page, body);
    } catch (IOException failure) {
      return failed(begin, String.valueOf(failure.getMessage()));
    } finally {
      body.clear();
    }
  }

  private Score read(Visit visit, Manner now, long begin, Fetched page, BodyBuffer body) {
    Sheet sheet = visit.page();
    Manner before = read;
    boolean blank = sheet.begin();
    if (blank || before == null || !before.readsAlike(now)) {
      pages.forget();
    }
    var taker =
        new PageTaker(
            sheet,
            new SeriesDecision(
                new SeriesLabels(key.labels(), now.honorsLabels()),
                now.metricRules(),
                now.job().limits()),
            now.job().honored(),
            now.job().request().wanted().natives(),
            visit.time(),
            now.job().limits().samples(),
            dropped);
    try {
      String note = pages.read(page.contentType(), body, taker, now.job(), kit.readers);
      share.hold(pages.byteSize());
      dropped = taker.end();
      read = now;
      return score(begin, taker, taker.added(), "", note);
    } catch (UnreadableException unreadable) {
      return failed(begin, String.valueOf(unreadable.getMessage()));
    } catch (LimitException tooMuch) {
      pages.forget();
      share.hold(0);
      return score(begin, taker, 0, String.valueOf(tooMuch.getMessage()), "");
    } catch (RuntimeException unforeseen) {
      pages.forget();
      throw unforeseen;
    }
  }

  private Score score(long begin, PageTaker taker, int added, String failure, String note) {
    long nanos = kit.time.nanos() - begin;
    return new Score(nanos, taker.places(), taker.kept(), added, failure, note);
  }

  private Score failed(long begin, String why) {
    return Score.failed(kit.time.nanos() - begin, why);
  }
}
