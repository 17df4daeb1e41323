package dev.sonde.http;

import dev.sonde.api.Blocking;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/// Sends requests and waits for their answers; HTTP/1.1, over TCP, TLS or Unix sockets, straight or
/// by a proxy. Connections are kept for the next request on the same way, for five minutes at most:
/// then the name is looked up again. Redirects are not followed. Safe for all threads, made for
/// virtual ones. Closing twice is fine.
public final class Client implements AutoCloseable {
  private static final int EXCHANGES = 8;
  private static final Duration SECOND_THOUGHTS = Duration.ofMillis(500);

  private final ClientLimits limits;
  private final Deadlines deadlines;
  private final KeptWires wires;
  private final Dialer dialer;
  private final LongSupplier ticker;
  private final InstantSource clock;
  private final Duration secondThoughts;
  private final ArrayDeque<ClientExchange> exchanges = new ArrayDeque<>();

  /// A client that has touched no network yet.
  ///
  /// @param blocking where names are looked up
  public Client(ClientLimits limits, Blocking blocking) {
    this(limits, blocking, System::nanoTime, InstantSource.system(), SECOND_THOUGHTS);
  }

  /// The same with time from elsewhere.
  ///
  /// @param ticker monotonic, in nanoseconds
  /// @param secondThoughts how long a look waits after the handshake
  Client(
      ClientLimits limits,
      Blocking blocking,
      LongSupplier ticker,
      InstantSource clock,
      Duration secondThoughts) {
    this.limits = limits;
    this.secondThoughts = secondThoughts;
    this.clock = clock;
    this.ticker = ticker;
    this.deadlines = new Deadlines(ticker);
    this.wires = new KeptWires(ticker, limits.idle());
    this.dialer = new Dialer(blocking, deadlines, limits, ticker);
  }

  /// Sends a request and reads its answer.
  ///
  /// @throws ProxyRefusedException when a proxy opened no way to the server
  /// @throws IOException when there was no whole answer in time: the server may have got the
  ///   request. Its message names the address and what went wrong.
  /// @throws InterruptedException when interrupted; the connection is closed then
  public Reply send(Call call) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var attempt = new Attempt(ticker, limits.total());
    deadlines.add(attempt);
    try {
      return send(call, attempt);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        var interrupted = new InterruptedException();
        interrupted.initCause(e);
        throw interrupted;
      }
      throw attempt.explain(e, call.url().address());
    } finally {
      deadlines.remove(attempt);
    }
  }

  /// Connects, shakes hands, waits half a second for second thoughts, and closes again: sends no
  /// request.
  ///
  /// @throws InterruptedException when interrupted
  public Examined examine(Url url, Route route) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var examiner = new Examiner(deadlines, dialer, Way.of(url, route), clock, secondThoughts);
    return examiner.examine(new Attempt(ticker, limits.total()));
  }

  /// Connections that are open just now, whether used or kept.
  public int connections() {
    return wires.count() + deadlines.count();
  }

  /// How many of the kept connections the server has ended.
  int hungUp() {
    return wires.hungUp();
  }

  /// Ends what is due; otherwise a thread does.
  void sweep() {
    deadlines.sweep(ticker.getAsLong());
  }

  @Override
  public void close() {
    deadlines.close();
    try {
      wires.close();
    } catch (IOException e) {
      new Faults(ticker).report("closing a connection failed", e);
    }
  }

  private Reply send(Call call, Attempt attempt) throws IOException, InterruptedException {
    Way way = Way.of(call.url(), call.route());
    @Nullable Opened kept = wires.take(way);
    if (kept != null) {
      ClientExchange exchange = exchange(kept.wire());
      try {
        return exchange(call, kept, exchange, attempt);
      } catch (IOException e) {
        boolean hungUp = !exchange.answered() && !attempt.expired();
        if (!hungUp || !call.repeatable() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
    Opened opened = dialer.open(way, attempt, Witness.NOBODY);
    return exchange(call, opened, exchange(opened.wire()), attempt);
  }

  private Reply exchange(Call call, Opened opened, ClientExchange exchange, Attempt attempt)
      throws IOException {
    boolean keep = false;
    try {
      attempt.carry(opened.wire());
      boolean sent = request(call, opened.way(), exchange, attempt);
      ClassicHttpResponse head = exchange.receiveHead();
      enter(attempt, Attempt.Phase.READING, limits.read());
      Reply reply = exchange.receiveBody(call, head);
      keep = attempt.done() && sent && exchange.reusable();
      return reply;
    } catch (IOException e) {
      boolean explained = opened.way().secure() && !attempt.expired();
      throw explained ? Handshakes.explain(opened.way(), e) : e;
    } finally {
      if (keep) {
        giveBack(exchange);
        wires.keep(opened);
      } else {
        opened.wire().close();
      }
    }
  }

  /// Sends the request and goes over to waiting for the answer.
  private boolean request(Call call, Way way, ClientExchange exchange, Attempt attempt)
      throws IOException {
    enter(attempt, Attempt.Phase.WRITING, limits.write());
    boolean sent = false;
    try {
      sent = exchange.send(call, way);
    } catch (IOException e) {
      if (attempt.expired() && !exchange.hasAnswer()) {
        throw e;
      }
    }
    enter(attempt, Attempt.Phase.HEAD, limits.head());
    return sent;
  }

  private void enter(Attempt attempt, Attempt.Phase phase, Duration limit) {
    attempt.enter(phase, limit);
    deadlines.moved(attempt);
  }

  private ClientExchange exchange(Wire wire) throws IOException {
    ClientExchange exchange = free();
    if (exchange == null) {
      exchange = new ClientExchange(limits, wire);
    }
    exchange.attach(wire);
    return exchange;
  }

  private @Nullable ClientExchange free() {
    synchronized (exchanges) {
      return exchanges.pollLast();
    }
  }

  private void giveBack(ClientExchange exchange) {
    exchange.detach();
    synchronized (exchanges) {
      if (exchanges.size() < EXCHANGES) {
        exchanges.addLast(exchange);
      }
    }
  }
}
