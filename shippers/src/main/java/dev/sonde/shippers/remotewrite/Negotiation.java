package dev.sonde.shippers.remotewrite;

import dev.sonde.api.Time;
import dev.sonde.http.ProxyRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Which form is in use, and when to ask again.
///
/// # Implementation notes
///
/// It begins with [Form#PLAIN], asks before the first batch goes, and goes back to it as soon as
/// something speaks against what was learnt: then it asks again after [#ANEW]. When there was no
/// clear answer it goes on as it is, and asks again after [#SOON], then after twice as long, at
/// most [#LATER], so that a question that is never answered holds up little.
final class Negotiation {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofMinutes(16);
  private static final Duration ANEW = Duration.ofHours(1);

  private final Probe probe;
  private final Time time;
  private final Form first;
  private Form form;
  private boolean asks;
  private long nextNanos;
  private Duration pause = SOON;

  Negotiation(RemoteWriteConfig config, Probe probe, Time time) {
    this.probe = probe;
    this.time = time;
    this.first = Form.first(config);
    this.form = first;
    this.asks = probe.matters();
    this.nextNanos = time.nanos();
  }

  Form form() {
    return form;
  }

  /// Was the form in use found out, and not chosen?
  boolean isLearnt() {
    return form != first;
  }

  /// Asks when it is time to.
  ///
  /// @return whether the form is another one now
  boolean ask() throws IOException, InterruptedException {
    if (!asks || time.nanos() - nextNanos < 0) {
      return false;
    }
    after(pause);
    pause = pause.compareTo(LATER) < 0 ? pause.multipliedBy(2) : LATER;
    Optional<Form> takes = answer();
    if (takes.isEmpty()) {
      return false;
    }
    form = takes.get();
    asks = form == first;
    pause = SOON;
    after(ANEW);
    return form != first;
  }

  /// A proxy that opens no way says the same to the batch, and that is what counts.
  private Optional<Form> answer() throws IOException, InterruptedException {
    try {
      return probe.ask();
    } catch (ProxyRefusedException _) {
      return Optional.empty();
    }
  }

  /// What was learnt is not so, or not any more.
  void goBack() {
    form = first;
    asks = true;
    after(ANEW);
  }

  private void after(Duration wait) {
    nextNanos = time.nanos() + wait.toNanos();
  }
}
