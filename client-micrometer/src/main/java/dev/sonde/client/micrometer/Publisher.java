package dev.sonde.client.micrometer;

import dev.sonde.client.MetricsSink;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all meters and hands in what they say. Safe for many threads; never waits for a lock of
/// the registry's, as functions of gauges may register meters.
final class Publisher {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.client.micrometer");
  private static final int MOST_LEAVING = 10_000;

  /// A clock that goes back further than this was set, and is followed.
  private static final long JITTER_MILLIS = 1_000;

  private record Leaving(Meter meter, long at) {}

  private final MetricsSink sink;
  private final Clock clock;
  private final Supplier<List<Meter>> meters;
  private final Complaints complaints = new Complaints();
  private final Book book;
  private final Outbox outbox;
  private final BlockingQueue<Leaving> leaving = new LinkedBlockingQueue<>(MOST_LEAVING);
  private final AtomicLong begun = new AtomicLong();
  private final AtomicBoolean tooManyLeft = new AtomicBoolean();
  private long last = -1;
  private long whole;
  private long brokenOff;
  private boolean closed;

  Publisher(
      MetricsSink sink,
      Clock clock,
      Supplier<List<Meter>> meters,
      Supplier<NamingConvention> convention) {
    this.sink = sink;
    this.clock = clock;
    this.meters = meters;
    this.book = new Book(sink, convention, complaints);
    this.outbox = new Outbox(sink, complaints);
  }

  /// Notes a meter that was removed, to read it a last time. Waits for nothing, as Micrometer calls
  /// it under a lock.
  void left(Meter meter) {
    if (!leaving.offer(new Leaving(meter, clock.wallTime()))) {
      tooManyLeft.set(true);
    }
  }

  synchronized void publish() {
    if (closed) {
      return;
    }
    begun.incrementAndGet();
    if (outbox.begin()) {
      read();
      outbox.handIn();
    }
    if (outbox.isOpen()) {
      whole++;
    } else {
      brokenOff++;
    }
  }

  /// The list comes first: whoever leaves after it was made is in it, or in the queue, or in both.
  private void read() {
    List<Meter> present = meters.get();
    while (outbox.isOpen() && leaving.peek() != null) {
      Leaving next = leaving.remove();
      outbox.at(instant(next.at()));
      read(next.meter());
      book.forget(next.meter());
    }
    if (tooManyLeft.compareAndSet(true, false)) {
      complaints.about(
          Complaints.Kind.LEFT,
          "more than " + MOST_LEAVING + " meters were removed at once; some were not read again");
    }
    book.keep(present);
    outbox.at(instant(clock.wallTime()));
    for (Meter each : present) {
      if (outbox.isOpen()) {
        read(each);
      }
    }
  }

  /// Not the instant before, which may have a value of the same series.
  private long instant(long now) {
    last = now <= last && last - now < JITTER_MILLIS ? last + 1 : now;
    return last;
  }

  private void read(Meter meter) {
    try {
      book.reader(meter).read(outbox);
    } catch (RuntimeException | Error defect) { // of somebody else's code
      complaints.about(
          Complaints.Kind.UNREADABLE, meter.getId() + " can't be read and is left out", defect);
    }
  }

  /// How many publications began.
  long begun() {
    return begun.get();
  }

  /// Publishes nothing more.
  synchronized void close() {
    if (!closed && outbox.held() > 0) {
      LOG.warn("{} metrics were not taken, and end with this process", outbox.held());
    }
    closed = true;
  }

  synchronized RegistryStatus status() {
    return new RegistryStatus(
        whole, brokenOff, outbox.held(), book.shadowed(), complaints.count(), sink.status());
  }
}
