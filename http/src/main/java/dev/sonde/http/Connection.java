package dev.sonde.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One connection, from accept to close, on a virtual thread of its own.
///
/// # Implementation notes
///
/// Between requests it blocks on a single byte and holds no buffer. The first byte borrows an
/// [Exchange], which goes back when a request ended well and no part of the next has arrived.
///
/// Deadlines are not read time-outs: one thread sweeps all connections and ends the input of those
/// whose time is up, so a peer that sends a byte a second is cut like one that sends none.
///
/// Where TLS is spoken its handshake comes first, on the same thread and under the same watch.
final class Connection implements Runnable {
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final int LINGER_READS = 32;

  private final Service service;
  private final Optional<TlsGreeting> greeting;
  private volatile Wire wire;
  private final Deadline deadline;
  private volatile @Nullable Thread thread;
  private volatile @Nullable SocketSeat seat;
  private volatile boolean leaving;

  Connection(Service service, Wire wire) {
    this.service = service;
    this.wire = wire;
    this.greeting = Optional.empty();
    this.deadline = new Deadline(service.ticker());
    deadline.enter(Deadline.Phase.IDLE, service.limits().idle());
  }

  /// One that begins with TLS.
  Connection(Service service, ChannelWire raw, TlsGreeting greeting) {
    this.service = service;
    this.wire = raw;
    this.greeting = Optional.of(greeting);
    this.deadline = new Deadline(service.ticker());
    deadline.enter(Deadline.Phase.IDLE, service.limits().head());
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try (Closeable _ = this::close) {
      if (met()) {
        converse();
      }
    } catch (IOException _) {
      service.counters().broken();
    } catch (RuntimeException e) {
      service.faults().report("a response broke off", e);
    } finally {
      thread = null;
    }
  }

  /// Nanoseconds without a request, or -1 when it is busy.
  long idle(long now) {
    return deadline.idle(now);
  }

  /// Ends whatever has taken too long.
  void sweep(long now) throws IOException {
    SocketSeat taken = seat;
    if (taken != null) {
      taken.sweep(now);
    }
    switch (deadline.sweep(now)) {
      case HEAD, BODY -> wire.shutdownInput();
      case IDLE, SHAKING, WRITING, LINGERING -> wire.close();
      case HANDLING -> {}
    }
  }

  /// Closes it when it is idle, or as soon as it is; a web socket says goodbye.
  void windDown() throws IOException {
    leaving = true;
    SocketSeat taken = seat;
    if (taken != null) {
      taken.windDown();
    } else if (deadline.phase() == Deadline.Phase.IDLE) {
      wire.close();
    }
  }

  void close() throws IOException {
    wire.close();
  }

  /// Closes it and interrupts the handler that still works on it.
  void cut() throws IOException {
    wire.close();
    Thread served = thread;
    if (served != null) {
      served.interrupt();
    }
  }

  /// @return whether requests can follow
  private boolean met() {
    if (greeting.isEmpty() || !(wire instanceof ChannelWire raw)) {
      return true;
    }
    try {
      Optional<Wire> met = greeting.get().meet(raw, deadline);
      if (met.isPresent()) {
        wire = met.get();
        return true;
      }
      linger();
    } catch (IOException _) {
      // Who came is gone before a request.
    }
    return false;
  }

  private void converse() throws IOException {
    boolean open = true;
    while (open) {
      deadline.enter(Deadline.Phase.IDLE, service.limits().idle());
      int first = ends() ? -1 : first();
      open = first >= 0 && serveAll(first);
    }
  }

  /// Does no other request follow?
  private boolean ends() {
    return leaving || service.closing();
  }

  private int first() {
    try {
      return wire.in().read();
    } catch (IOException _) {
      return -1;
    }
  }

  /// Serves requests as long as they follow each other without a pause.
  private boolean serveAll(int first) throws IOException {
    Exchange exchange = service.exchanges().take();
    exchange.attach(wire, deadline, first);
    boolean open;
    do {
      open = serve(exchange);
    } while (open && exchange.input().hasMore());
    SocketSeat taken = seat;
    if (taken != null) {
      service.exchanges().giveBack(exchange);
      talk(taken);
    } else if (open || exchange.input().clean()) {
      service.exchanges().giveBack(exchange);
    } else {
      linger();
    }
    return open;
  }

  private boolean serve(Exchange exchange) throws IOException {
    deadline.enter(Deadline.Phase.HEAD, service.limits().head());
    try {
      return answer(exchange, exchange.receive(wire));
    } catch (Refusal refusal) {
      service.counters().bad();
      Response response = Response.error(refusal.status(), refusal.why());
      send(exchange, Answers.Client.UNKNOWN, response, false);
      return false;
    }
  }

  private boolean answer(Exchange exchange, Incoming incoming) throws IOException {
    StrictInput input = exchange.input();
    if (input.ended()) {
      deadline.arrived();
    } else {
      deadline.enter(Deadline.Phase.BODY, service.limits().bodyTime());
    }
    Response response = service.handle(incoming.request(), input);
    if (response.body() instanceof Response.Upgraded to) {
      return upgrade(exchange, incoming, response, to);
    }
    return answer(exchange, incoming, response);
  }

  private boolean answer(Exchange exchange, Incoming incoming, Response response)
      throws IOException {
    StrictInput input = exchange.input();
    var client = Answers.Client.of(incoming);
    boolean keep =
        finish(incoming, input) && incoming.keep() && Answers.delimited(client, response);
    return send(exchange, client, response, keep && !ends());
  }

  /// @return false: no request follows, whatever comes of it
  private boolean upgrade(
      Exchange exchange, Incoming incoming, Response response, Response.Upgraded to)
      throws IOException {
    if (ends() || !service.counters().enter(service.limits().webSockets())) {
      return answer(exchange, incoming, SocketSeat.NO_PLACE);
    }
    boolean seated = false;
    try {
      send(exchange, Answers.Client.of(incoming), response, true);
      deadline.enter(Deadline.Phase.HANDLING, LINGER);
      seat = new SocketSeat(service, wire, exchange.input().rest(), to);
      seated = true;
    } finally {
      if (!seated) {
        service.counters().left();
      }
    }
    return false;
  }

  private void talk(SocketSeat taken) throws IOException {
    try {
      if (ends()) {
        taken.windDown();
      }
      taken.talk();
    } finally {
      service.counters().left();
      seat = null;
    }
    if (taken.left()) {
      linger();
    }
  }

  /// A body that breaks off after the handler has answered does not take that answer back.
  private static boolean finish(Incoming incoming, StrictInput input) {
    try {
      return incoming.finish() && input.ended();
    } catch (IOException _) {
      return false;
    }
  }

  private boolean send(Exchange exchange, Answers.Client client, Response response, boolean keep)
      throws IOException {
    Response sent = limited(wire.peer(), response);
    service.counters().answered(sent.status());
    deadline.enter(Deadline.Phase.WRITING, service.limits().write());
    exchange.send(service.answers().make(client, sent, keep));
    return keep;
  }

  private Response limited(Optional<InetAddress> peer, Response response) {
    return !response.failed() || service.failures().spend(peer)
        ? response
        : Response.error(429, "too many failed requests from this address; wait a second")
            .with("Retry-After", "1");
  }

  /// Reads on for a moment: closing over unread bytes would reset the connection and could take the
  /// answer with it.
  private void linger() throws IOException {
    wire.shutdownOutput();
    deadline.enter(Deadline.Phase.LINGERING, LINGER);
    InputStream in = wire.in();
    var waste = new byte[8 << 10];
    for (int i = 0; i < LINGER_READS && in.read(waste) >= 0; i++) {}
  }
}
