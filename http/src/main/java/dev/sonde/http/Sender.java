package dev.sonde.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends one request, on a kept connection or a new one, and keeps the connection when it can.
final class Sender {
  private static final int DRAINED = 64 << 10;

  private final ClientLimits limits;
  private final Deadlines deadlines;
  private final KeptWires wires;
  private final Dialer dialer;

  Sender(ClientLimits limits, Deadlines deadlines, KeptWires wires, Dialer dialer) {
    this.limits = limits;
    this.deadlines = deadlines;
    this.wires = wires;
    this.dialer = dialer;
  }

  <T> Answered<T> send(Call call, Attempt attempt, Ending<T> ending)
      throws IOException, InterruptedException {
    Way way = Way.of(call.url(), call.route());
    @Nullable Opened kept = wires.take(way, !call.repeatable());
    if (kept != null) {
      var exchange = new ClientExchange(limits, kept.wire());
      try {
        return exchange(call, kept, exchange, attempt, ending);
      } catch (IOException e) {
        boolean hungUp = !exchange.answered() && !attempt.expired();
        if (!hungUp || !call.repeatable() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
    Opened opened = dialer.open(way, attempt, Witness.NOBODY);
    var exchange = new ClientExchange(limits, opened.wire());
    return exchange(call, opened, exchange, attempt, ending);
  }

  private <T> Answered<T> exchange(
      Call call, Opened opened, ClientExchange exchange, Attempt attempt, Ending<T> ending)
      throws IOException {
    boolean keep = false;
    try {
      attempt.carry(opened.wire());
      boolean sent = request(call, opened.way(), exchange, attempt);
      exchange.receiveHead(call);
      enter(attempt, Attempt.Phase.READING, limit(call, limits.read()));
      Answered<T> answered = answered(call, exchange.input(), attempt, ending);
      keep = attempt.done() && sent && exchange.input().reusable();
      return answered;
    } catch (IOException e) {
      boolean explained = opened.way().secure() && !attempt.expired();
      throw explained ? Handshakes.explain(opened.way(), e) : e;
    } finally {
      if (keep) {
        wires.keep(opened, call.terms().keep().orElse(limits.idle()));
      } else {
        opened.wire().close();
      }
    }
  }

  private static <T> Answered<T> answered(
      Call call, ReplyInput in, Attempt attempt, Ending<T> ending) throws IOException {
    if (call.follows() && Redirects.is(in.status())) {
      Optional<String> location = in.headers().first("location");
      if (location.isPresent()) {
        drain(in);
        return new Answered.Elsewhere<>(location.get());
      }
    }
    return new Answered.Here<>(ending.read(call, in, attempt));
  }

  /// Reads what is not much more, so that the connection can go on.
  ///
  /// @return how much there was
  static int drain(ReplyInput in) throws IOException {
    var waste = new byte[4 << 10];
    int drained = 0;
    int count = in.read(waste, 0, waste.length);
    while (count >= 0 && drained < DRAINED) {
      drained += count;
      count = in.read(waste, 0, waste.length);
    }
    return drained;
  }

  /// Sends the request and goes over to waiting for the answer.
  private boolean request(Call call, Way way, ClientExchange exchange, Attempt attempt)
      throws IOException {
    enter(attempt, Attempt.Phase.WRITING, limit(call, limits.write()));
    boolean sent = false;
    try {
      sent = exchange.send(call, way);
    } catch (IOException e) {
      if (attempt.expired() && !exchange.hasAnswer()) {
        throw e;
      }
    }
    enter(attempt, Attempt.Phase.HEAD, limit(call, limits.head()));
    return sent;
  }

  private static Duration limit(Call call, Duration usual) {
    return call.terms().limit().orElse(usual);
  }

  private void enter(Attempt attempt, Attempt.Phase phase, Duration limit) {
    attempt.enter(phase, limit);
    deadlines.moved(attempt);
  }
}
