package dev.sonde.client;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One generator being asked, round after round, until there is no other round. What it gave last
/// and the sender did not take is tried once more at the end.
final class GeneratorRun implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.client");

  private final MetricsGenerator generator;
  private final Function<List<GenericMetric>, Receipt> sender;
  private final AsyncMetricsCollector.Rhythm rhythm;
  private final AtomicLong failures = new AtomicLong();
  private volatile List<GenericMetric> held = List.of();

  GeneratorRun(
      MetricsGenerator generator,
      Function<List<GenericMetric>, Receipt> sender,
      AsyncMetricsCollector.Rhythm rhythm) {
    this.generator = generator;
    this.sender = sender;
    this.rhythm = rhythm;
  }

  long failures() {
    return failures.get();
  }

  long held() {
    return held.size();
  }

  @Override
  public void run() {
    try {
      do {
        round();
      } while (rhythm.awaitNext());
      send();
      sendRemaining();
    } catch (InterruptedException _) {
      LOG.debug("{} was interrupted", generator);
    } catch (RuntimeException | Error failed) {
      failed(failed);
    } finally {
      close();
      tellWhatIsLeft();
    }
  }

  private void close() {
    try {
      generator.close();
    } catch (RuntimeException | Error failed) {
      failed(failed);
    }
  }

  private void tellWhatIsLeft() {
    if (!held.isEmpty()) {
      LOG.warn("{} metrics were measured and not taken by the sender", held.size());
    }
  }

  private void round() throws InterruptedException {
    try {
      send();
      if (held.isEmpty()) {
        held = List.copyOf(generator.generate());
        send();
      }
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception | Error failed) {
      failed(failed);
    }
  }

  private void sendRemaining() {
    boolean more = held.isEmpty();
    while (more) {
      held = List.copyOf(generator.remaining());
      more = !held.isEmpty();
      send();
      more &= held.isEmpty();
    }
  }

  private void send() {
    if (held.isEmpty()) {
      return;
    }
    switch (sender.apply(held)) {
      case Receipt.Durable _, Receipt.InMemory _ -> held = List.of();
      case Receipt.Refused(var reason, var why, var _) -> refused(reason, why);
    }
  }

  /// What will never be taken is not kept.
  private void refused(Receipt.Reason reason, String why) {
    switch (reason) {
      case BUSY, JOURNAL, CLOSED -> LOG.debug("metrics are kept for later: {}", why);
      case TOO_LARGE, UNFIT -> {
        held = List.of();
        failed(new IllegalArgumentException(why));
      }
    }
  }

  private void failed(Throwable why) {
    failures.incrementAndGet();
    LOG.warn("{} failed: {}", generator, why.toString());
  }
}
