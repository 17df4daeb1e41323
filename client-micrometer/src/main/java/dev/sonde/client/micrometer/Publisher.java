package dev.sonde.client.micrometer;

import dev.sonde.client.MetricsSink;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all meters and hands in what they say. Safe for many threads; never waits for a lock of
/// the registry's, as functions of gauges may register meters.
final class Publisher {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.client.micrometer");
  private static final int MOST_LEAVING = 10_000;

  private final MetricsSink sink;
  private final Clock clock;
  private final Supplier<List<Meter>> meters;
  private final Complaints complaints = new Complaints();
  private final Book book;
  private final Outbox outbox;
  private final BlockingQueue<Meter> leaving = new LinkedBlockingQueue<>(MOST_LEAVING);
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

  /// Notes a meter that was removed, to read it a last time.
  void left(Meter meter) {
    leaving.offer(meter);
  }

  synchronized void publish() {
    if (closed) {
      return;
    }
    if (outbox.begin()) {
      read(clock.wallTime());
      outbox.handIn();
    }
    if (outbox.isOpen()) {
      whole++;
    } else {
      brokenOff++;
    }
  }

  /// A meter that left is read a millisecond earlier, as another may have its name by now.
  private void read(long now) {
    outbox.at(now - 1);
    for (Meter each = leaving.poll(); each != null; each = leaving.poll()) {
      read(each);
    }
    outbox.at(now);
    List<Meter> present = meters.get();
    book.keep(present);
    for (Meter each : present) {
      if (outbox.isOpen()) {
        read(each);
      }
    }
  }

  private void read(Meter meter) {
    try {
      book.reader(meter).read(outbox);
    } catch (RuntimeException defect) {
      complaints.about(
          Complaints.Kind.UNREADABLE, meter.getId() + " can't be read and is left out", defect);
    }
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
