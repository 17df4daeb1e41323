package dev.sonde.http.websocket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// One web socket, from handshake to close.
///
/// One thread reads with [#next]; pings are answered and a close is seen only while it does. Any
/// thread may send: [#send] blocks as long as the peer does not take what is sent, [#offer] never
/// does. Not reading holds the peer back. Closing twice is fine.
///
/// Whoever made it calls [#sweep] about twice a second: all time limits hang on that. Those of a
/// listener or a client are swept already. An interrupt while a thread reads or writes ends the
/// socket.
public final class WebSocket implements AutoCloseable {
  private final Link link;
  private final Optional<String> protocol;
  private final LongSupplier ticker;
  private final Vigil vigil;
  private final MessageReader reader;
  private final Outbox outbox;
  private final ControlRate controls;
  private final Pulse pulse = new Pulse();
  private final Message message = new Message();
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Optional<CloseStatus> ended = Optional.empty();
  private final AtomicLong messagesIn = new AtomicLong();
  private boolean over;
  private boolean left;

  private WebSocket(
      Link link,
      Side side,
      WebSocketLimits limits,
      Optional<String> protocol,
      LongSupplier ticker) {
    this.link = link;
    this.protocol = protocol;
    this.ticker = ticker;
    this.vigil = new Vigil(limits, ticker);
    this.reader = new MessageReader(link.in(), link.ahead(), side, limits, vigil);
    this.outbox = new Outbox(link, side, limits, vigil);
    this.controls = new ControlRate(limits.controlsPerSecond(), ticker);
  }

  /// A web socket whose handshake is done.
  ///
  /// @param protocol the subprotocol that both sides agreed on
  /// @param ticker monotonic, in nanoseconds
  public static WebSocket over(
      Link link,
      Side side,
      WebSocketLimits limits,
      Optional<String> protocol,
      LongSupplier ticker) {
    return new WebSocket(link, side, limits, protocol, ticker);
  }

  /// The subprotocol that both sides agreed on.
  public Optional<String> protocol() {
    return protocol;
  }

  /// Waits for the next message, which is then [#message].
  ///
  /// @return false when there is none any more: [#ended] says why
  /// @throws InterruptedException when interrupted; the socket is broken then
  public boolean next() throws InterruptedException {
    reading.lock();
    try {
      return !over && advance();
    } finally {
      reading.unlock();
    }
  }

  /// The message that [#next] found; always the same object.
  public Message message() {
    return message;
  }

  /// Sends a message and waits until the system has taken it. The bytes are the caller's again
  /// then.
  ///
  /// @throws IOException when the socket is closed or broken
  /// @throws InterruptedException when interrupted; the socket is broken then, unless it waited for
  ///   another thread to send
  public void send(Kind kind, byte[] bytes, int from, int length)
      throws IOException, InterruptedException {
    try {
      outbox.send(kind.opcode(), bytes, from, length);
    } catch (IOException e) {
      throwIfInterrupted(e);
      throw e;
    }
  }

  /// Sends a text.
  ///
  /// @throws IOException when the socket is closed or broken
  /// @throws InterruptedException as [#send(Kind, byte[], int, int)] does
  public void send(String text) throws IOException, InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(Kind.TEXT, bytes, 0, bytes.length);
  }

  /// Leaves a message to be sent; never blocks. The bytes are copied.
  ///
  /// @return false when it was not taken: too much waits already, or the socket is closed
  public boolean offer(Kind kind, byte[] bytes, int from, int length) {
    return outbox.offer(kind.opcode(), bytes, from, length);
  }

  /// How many bytes wait to be sent, beyond those that the system has taken or is being given.
  public int waiting() {
    return outbox.waiting();
  }

  /// Can something be sent?
  public boolean isOpen() {
    return !outbox.isShut();
  }

  /// Asks the peer whether it is there; never blocks. [#roundTrip] and [#silence] tell.
  public void ping() {
    outbox.ping(pulse.asks(ticker.getAsLong()));
  }

  /// How long the peer took to answer the last ping that it has answered.
  public Optional<Duration> roundTrip() {
    return pulse.roundTrip();
  }

  /// How long ago anything was read from the peer.
  public Duration silence() {
    return Duration.ofNanos(ticker.getAsLong() - vigil.lastHeard());
  }

  /// What has gone through it.
  public Traffic traffic() {
    return new Traffic(messagesIn.get(), reader.bytes(), outbox.messages(), outbox.bytes());
  }

  /// What the side said that closed it first, or 1006 when it broke; empty while it is open.
  public Optional<CloseStatus> ended() {
    return ended;
  }

  /// Says goodbye behind all that waits to be sent; never blocks. Nothing can be sent any more, and
  /// [#next] returns false as soon as the peer has answered.
  public void close(CloseStatus why) {
    end(why);
    outbox.close(why);
  }

  /// Says goodbye with 1000 unless that was done, waits for the peer's answer, and ends the
  /// connection.
  @Override
  public void close() {
    close(new CloseStatus(CloseStatus.NORMAL, ""));
    boolean well = false;
    try {
      while (next()) {}
      well = true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      leave(well);
    }
  }

  /// Drops the connection.
  public void abort() throws IOException {
    cut("it was dropped here");
  }

  /// Ends what has taken too long, and pings a peer that is silent.
  ///
  /// @param now by the ticker
  public void sweep(long now) throws IOException {
    Vigil.Verdict verdict = vigil.judge(now);
    switch (verdict) {
      case FINE -> {}
      case ASK -> ping();
      case SILENT, SLOW_MESSAGE -> close(new CloseStatus(CloseStatus.POLICY, verdict.words()));
      case SLOW_READER, NO_ANSWER -> cut(verdict.words());
    }
  }

  /// When the next sweep is due, by the ticker, whatever happens until then.
  public long due() {
    return vigil.due();
  }

  private boolean advance() throws InterruptedException {
    try {
      return read();
    } catch (Fault fault) {
      return stop(fault.status());
    } catch (IOException e) {
      over = true;
      outbox.fail();
      end(new CloseStatus(CloseStatus.ABNORMAL, "the connection broke"));
      throwIfInterrupted(e);
      return false;
    }
  }

  private boolean read() throws IOException, InterruptedException {
    while (true) {
      switch (reader.next()) {
        case MESSAGE -> {
          if (take()) {
            return true;
          }
        }
        case PING -> {
          controls.count();
          outbox.pong(reader.payload());
        }
        case PONG -> {
          controls.count();
          pulse.answers(reader.payload(), ticker.getAsLong());
        }
        case CLOSE -> {
          return stop(Closing.status(reader.payload()));
        }
        case END -> {
          return stop(
              new CloseStatus(CloseStatus.ABNORMAL, "the connection ended without a close"));
        }
      }
    }
  }

  /// What comes after our own goodbye is for nobody.
  private boolean take() {
    messagesIn.incrementAndGet();
    if (outbox.isShut()) {
      return false;
    }
    reader.put(message);
    return true;
  }

  private boolean stop(CloseStatus why) throws InterruptedException {
    over = true;
    end(why);
    if (why.code() == CloseStatus.ABNORMAL) {
      outbox.fail();
    } else {
      outbox.close(why);
      outbox.flush();
    }
    return false;
  }

  private void cut(String why) throws IOException {
    end(new CloseStatus(CloseStatus.ABNORMAL, why));
    outbox.fail();
    link.cut();
  }

  private synchronized void end(CloseStatus why) {
    if (ended.isEmpty()) {
      ended = Optional.of(why);
    }
  }

  private void leave(boolean well) {
    if (!leaves()) {
      return;
    }
    try {
      if (well) {
        link.leave();
      } else {
        link.cut();
      }
    } catch (IOException _) {
      // Both sides have said all they had to say.
    }
  }

  private synchronized boolean leaves() {
    boolean first = !left;
    left = true;
    return first;
  }

  private static void throwIfInterrupted(IOException cause) throws InterruptedException {
    if (Thread.interrupted()) {
      var interrupted = new InterruptedException();
      interrupted.initCause(cause);
      throw interrupted;
    }
  }
}
