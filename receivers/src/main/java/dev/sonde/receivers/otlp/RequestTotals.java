package dev.sonde.receivers.otlp;

import dev.sonde.api.Histogram;
import dev.sonde.api.Notes;
import dev.sonde.api.Push;
import dev.sonde.wire.otlp.DeltaTotals;
import dev.sonde.wire.otlp.NotedTotals;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The totals as one request has them: nobody else's increases come in between, from its first one
/// until the journal has said what becomes of it. Requests without increases wait for nobody. For
/// one thread.
final class RequestTotals implements DeltaTotals, AutoCloseable {
  private final ReentrantLock lock;
  private final String owner;
  private final Notes notes;
  private Optional<NotedTotals> held = Optional.empty();

  /// @param lock its caller's
  /// @param owner of its caller's notes
  RequestTotals(ReentrantLock lock, String owner, Notes notes) {
    this.lock = lock;
    this.owner = owner;
    this.notes = notes;
  }

  @Override
  public Total<double[]> add(Series series, Span span, double[] increase) {
    return hold().add(series, span, increase);
  }

  @Override
  public Total<Histogram> add(Series series, Span span, Histogram increase) {
    return hold().add(series, span, increase);
  }

  /// Notes with the push what was added.
  void note(Push push) {
    held.ifPresent(each -> each.note(push::note));
  }

  /// Lets the next request in: what the journal has is found now, and nothing else.
  @Override
  public void close() {
    if (held.isPresent()) {
      held = Optional.empty();
      lock.unlock();
    }
  }

  private NotedTotals hold() {
    if (held.isEmpty()) {
      lock.lock();
      held = Optional.of(new NotedTotals(owner, notes));
    }
    return held.get();
  }
}
