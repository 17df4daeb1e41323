package dev.sonde.receivers.otlp;

import dev.sonde.api.Histogram;
import dev.sonde.wire.otlp.DeltaTotals;

/// The totals as one request has them: nobody else's increases come in between, from its first one
/// until the journal has said what becomes of it. Requests without increases wait for nobody.
final class RequestTotals implements DeltaTotals, AutoCloseable {
  private final CallerTotals caller;
  private boolean held;

  RequestTotals(CallerTotals caller) {
    this.caller = caller;
  }

  @Override
  public Total<double[]> add(Series series, Span span, double[] increase) {
    hold();
    return caller.totals.add(series, span, increase);
  }

  @Override
  public Total<Histogram> add(Series series, Span span, Histogram increase) {
    hold();
    return caller.totals.add(series, span, increase);
  }

  @Override
  public void keep() {
    if (held) {
      caller.totals.keep();
    }
  }

  @Override
  public void forget() {
    if (held) {
      caller.totals.forget();
    }
  }

  /// Forgets what was not kept.
  @Override
  public void close() {
    if (held) {
      caller.totals.forget();
      held = false;
      caller.lock.unlock();
    }
  }

  private void hold() {
    if (!held) {
      caller.lock.lock();
      held = true;
    }
  }
}
