package dev.sonde.http;

import dev.sonde.api.Blocking;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Sends requests and waits for their answers; HTTP/1.1, over TCP, TLS or Unix sockets, straight or
/// by a proxy. Connections are kept for the next request on the same way; those to a name for five
/// minutes at most: then it is looked up again. Safe for all threads, made for virtual ones.
/// Closing twice is fine.
public final class Client implements AutoCloseable {
  private static final int POOL = 1 << 20;
  private static final Duration ENDLESS = Duration.ofDays(100 * 365);
  private static final Duration SECOND_THOUGHTS = Duration.ofMillis(500);

  private final ClientLimits limits;
  private final Deadlines deadlines;
  private final KeptWires wires;
  private final Dialer dialer;
  private final LongSupplier ticker;
  private final InstantSource clock;
  private final Duration secondThoughts;
  private final BodyPool pool = new BodyPool(POOL, Runtime.getRuntime().maxMemory() / 4);
  private final Bodies bodies = new Bodies();
  private final Sender sender;
  private final Upgrader upgrader;

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
    this.wires = new KeptWires(ticker, limits.connections());
    this.deadlines = new Deadlines(ticker, wires);
    this.dialer = new Dialer(blocking, deadlines, limits, ticker);
    this.sender = new Sender(limits, deadlines, wires, dialer);
    this.upgrader = new Upgrader(limits, deadlines, dialer, ticker, pool);
  }

  /// Sends a request and reads its answer.
  ///
  /// @throws ProxyRefusedException when a proxy opened no way to the server
  /// @throws IOException when there was no whole answer in time: the server may have got the
  ///   request. Its message names the address and what went wrong.
  /// @throws InterruptedException when interrupted; the connection is closed then
  public Reply send(Call call) throws IOException, InterruptedException {
    var into = new BodyBuffer(limits.body(), pool);
    try {
      return follow(call, limits.total(), (last, in, _) -> reply(last, in, into));
    } finally {
      into.clear();
    }
  }

  /// Sends a request and reads its answer into a buffer, which is emptied before. A body that came
  /// as gzip is inflated. Of one that is longer than the buffer's limit only the beginning is read,
  /// if any, and its connection is closed. Until the answer comes a call costs a few kilobytes.
  ///
  /// @throws ProxyRefusedException when a proxy opened no way to the server
  /// @throws IOException when there was no answer in time, or one that is damaged or encoded in
  ///   another way. Its message names the address and what went wrong.
  /// @throws InterruptedException when interrupted; the connection is closed then
  public Fetched fetch(Call call, BodyBuffer into) throws IOException, InterruptedException {
    into.clear();
    return follow(call, limits.total(), (last, in, _) -> fetched(last, in, into));
  }

  /// Sends a request and hands on its answer while it comes. There is no limit for the whole of it,
  /// unless the call has one; the client's limits for all that comes before the body count.
  ///
  /// @param quiet how long nothing may come; that is an end, not a failure
  /// @throws ProxyRefusedException when a proxy opened no way to the server
  /// @throws IOException when there was no answer in time, or it broke off
  /// @throws InterruptedException when interrupted; the connection is closed then
  public Streamed stream(Call call, Duration quiet, StreamReader reader)
      throws IOException, InterruptedException {
    return follow(call, ENDLESS, new Listening(deadlines, quiet, reader));
  }

  /// Opens a web socket: sends the handshake of a GET and looks at the answer. The call's limit is
  /// for all of that; what it says about compression, redirects and repeating does not count:
  /// redirects are answers like others. [Url#webSocket] reads `ws://` and `wss://`. A proxy is
  /// always gone through by `CONNECT`.
  ///
  /// @throws IllegalArgumentException for a call with a body
  /// @throws ProxyRefusedException when a proxy opened no way to the server
  /// @throws IOException when there was no answer in time, or one that is no handshake. Its message
  ///   names the address and what went wrong.
  /// @throws InterruptedException when interrupted; the connection is closed then
  public UpgradeAnswer upgrade(Call call, UpgradeTerms terms)
      throws IOException, InterruptedException {
    if (call.hasBody()) {
      throw new IllegalArgumentException("a handshake has no body");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var attempt = new Attempt(ticker, call.terms().limit().orElse(limits.total()));
    deadlines.add(attempt);
    try {
      return upgrader.upgrade(call, terms, attempt);
    } catch (IOException e) {
      throw explained(e, attempt, call);
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

  /// Connections that are open just now, whether used or kept, web sockets among them.
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
    bodies.close();
    try {
      wires.close();
    } catch (IOException e) {
      new Faults(ticker).report("closing a connection failed", e);
    }
  }

  private <T> T follow(Call first, Duration usual, Ending<T> ending)
      throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var attempt = new Attempt(ticker, first.terms().limit().orElse(usual));
    deadlines.add(attempt);
    try {
      @Nullable Redirects redirects = null;
      Call call = first;
      while (true) {
        switch (answered(call, attempt, ending)) {
          case Answered.Here<T>(T result) -> {
            return result;
          }
          case Answered.Elsewhere<T>(String location) -> {
            redirects = redirects == null ? new Redirects(first) : redirects;
            call = redirects.next(call, location);
          }
        }
      }
    } finally {
      deadlines.remove(attempt);
    }
  }

  private <T> Answered<T> answered(Call call, Attempt attempt, Ending<T> ending)
      throws IOException, InterruptedException {
    try {
      return sender.send(call, attempt, ending);
    } catch (IOException e) {
      throw explained(e, attempt, call);
    }
  }

  private static IOException explained(IOException failure, Attempt attempt, Call call)
      throws InterruptedException {
    if (Thread.interrupted()) {
      var interrupted = new InterruptedException();
      interrupted.initCause(failure);
      throw interrupted;
    }
    return attempt.explain(failure, call.url().address());
  }

  private Reply reply(Call call, ReplyInput in, BodyBuffer into) throws IOException {
    HeaderLines headers = in.headers();
    boolean inflate = call.terms().gzip();
    boolean whole = inflate ? bodies.inflated(in, into) : Bodies.plain(in, into);
    if (!whole && !inflate) {
      Sender.drain(in);
    }
    return new Reply(in.status(), headers.all(), into.copy(), whole);
  }

  private Fetched fetched(Call call, ReplyInput in, BodyBuffer into) throws IOException {
    HeaderLines headers = in.headers();
    boolean whole = in.announced() <= into.limit() && bodies.inflated(in, into);
    String type = headers.first("content-type").orElse("");
    return new Fetched(in.status(), type, whole, in.wireBytes(), headers, call.url());
  }
}
