package dev.sonde.http;

import dev.sonde.api.Blocking;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/// Sends requests and waits for their answers; HTTP/1.1, over TCP or Unix sockets. Connections are
/// kept for the next request to the same address. Redirects are not followed. Safe for all threads,
/// made for virtual ones. Closing twice is fine.
public final class Client implements AutoCloseable {
  private static final int EXCHANGES = 8;

  private final ClientLimits limits;
  private final Deadlines deadlines;
  private final KeptWires wires;
  private final Dialer dialer;
  private final LongSupplier ticker;
  private final ArrayDeque<ClientExchange> exchanges = new ArrayDeque<>();

  /// A client that has touched no network yet.
  ///
  /// @param blocking where names are looked up
  public Client(ClientLimits limits, Blocking blocking) {
    this(limits, blocking, System::nanoTime);
  }

  /// The same with time from elsewhere: monotonic, in nanoseconds.
  Client(ClientLimits limits, Blocking blocking, LongSupplier ticker) {
    this.limits = limits;
    this.ticker = ticker;
    this.deadlines = new Deadlines(ticker);
    this.wires = new KeptWires(ticker, limits.idle());
    this.dialer = new Dialer(blocking, deadlines);
  }

  /// Sends a request and reads its answer.
  ///
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
      throw attempt.explain(e, call.url());
    } finally {
      deadlines.remove(attempt);
    }
  }

  /// Connects, shakes hands, and closes again: sends no request.
  ///
  /// @throws InterruptedException when interrupted
  public Examined examine(Url url, Route route) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new Examined(false, List.of(url + " " + route));
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
    Address address = call.url().address();
    @Nullable Wire kept = wires.take(address);
    if (kept != null) {
      ClientExchange exchange = exchange(kept);
      try {
        return exchange(call, kept, exchange, attempt);
      } catch (IOException e) {
        boolean hungUp = !exchange.answered() && !attempt.expired();
        if (!hungUp || !call.repeatable() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
    Wire opened = dialer.open(address, attempt, limits.connect());
    return exchange(call, opened, exchange(opened), attempt);
  }

  private Reply exchange(Call call, Wire wire, ClientExchange exchange, Attempt attempt)
      throws IOException {
    boolean keep = false;
    try {
      attempt.carry(wire);
      boolean sent = request(call, exchange, attempt);
      ClassicHttpResponse head = exchange.receiveHead();
      enter(attempt, Attempt.Phase.READING, limits.read());
      Reply reply = exchange.receiveBody(call, head);
      keep = attempt.done() && sent && exchange.reusable();
      return reply;
    } finally {
      if (keep) {
        giveBack(exchange);
        wires.keep(call.url().address(), wire);
      } else {
        wire.close();
      }
    }
  }

  /// Sends the request and goes over to waiting for the answer.
  private boolean request(Call call, ClientExchange exchange, Attempt attempt) throws IOException {
    enter(attempt, Attempt.Phase.WRITING, limits.write());
    boolean sent = false;
    try {
      sent = exchange.send(call);
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
