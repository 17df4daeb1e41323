package dev.sonde.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One call under way: what it is doing, until when, and what to close when that takes too long.
/// Written by the caller's thread, swept by another.
final class Attempt implements Timed {
  enum Phase {
    CONNECTING("could not connect"),
    TUNNELLING("the proxy did not answer"),
    SHAKING("the TLS handshake did not end"),
    WRITING("the request could not be sent"),
    HEAD("no answer came"),
    READING("the answer did not end"),
    LISTENING("it said nothing"),
    DONE("nothing came");

    private final String words;

    Phase(String words) {
      this.words = words;
    }
  }

  /// For a writer that a half-closed connection did not wake.
  private static final long GRACE = Duration.ofSeconds(1).toNanos();

  private final LongSupplier ticker;
  private final long end;
  private Phase phase = Phase.CONNECTING;
  private Duration allowed = Duration.ZERO;
  private long due;
  private @Nullable Closeable carried;
  private boolean expired;
  private boolean closed;
  private boolean cut;
  private boolean ended;

  Attempt(LongSupplier ticker, Duration total) {
    this.ticker = ticker;
    this.end = ticker.getAsLong() + total.toNanos();
    this.due = end;
  }

  /// Goes on, unless time was up and all is closed.
  synchronized void enter(Phase next, Duration time) {
    if (closed) {
      return;
    }
    long now = ticker.getAsLong();
    long left = Math.min(time.toNanos(), end - now);
    phase = next;
    allowed = Duration.ofNanos(Math.max(0, left));
    due = now + left;
    expired = false;
  }

  /// What to close when time is up. Nothing has been cut of it yet.
  ///
  /// @throws IOException when the client was closed meanwhile: nobody watches over this any more
  synchronized void carry(Closeable what) throws IOException {
    if (ended) {
      throw new IOException("the client is closed");
    }
    carried = what;
    cut = false;
  }

  /// It has ended: nothing is closed any more.
  ///
  /// @return whether nothing was cut, so that the connection can go on
  synchronized boolean done() {
    carried = null;
    phase = Phase.DONE;
    return !cut;
  }

  @Override
  public synchronized long due() {
    return due;
  }

  synchronized boolean expired() {
    return expired;
  }

  /// Is the time for the whole over?
  boolean over() {
    return end - ticker.getAsLong() <= 0;
  }

  /// How much of a span is left when the whole is taken into account.
  Duration left(Duration span) {
    long left = end - ticker.getAsLong();
    return span.toNanos() < left ? span : Duration.ofNanos(Math.max(1, left));
  }

  @Override
  public synchronized void sweep(long now) throws IOException {
    Closeable open = carried;
    if (open == null || now - due < 0) {
      return;
    }
    cut = true;
    if (phase == Phase.WRITING && !expired && open instanceof Wire wire) {
      due = now + GRACE;
      expired = true;
      wire.shutdownOutput();
    } else {
      expired = true;
      closed = phase != Phase.CONNECTING;
      drop();
    }
  }

  /// Ends it, for good.
  @Override
  public synchronized void close() throws IOException {
    ended = true;
    drop();
  }

  private void drop() throws IOException {
    Closeable open = carried;
    if (open != null) {
      carried = null;
      open.close();
    }
  }

  /// What a failure means to the caller.
  synchronized IOException explain(IOException failure, Address address) {
    if (!expired && failure instanceof ProxyRefusedException) {
      return failure;
    }
    if (!expired) {
      String why = failure.getMessage() == null ? "the connection broke" : failure.getMessage();
      return new IOException(why.startsWith("TLS to ") ? why : address + ": " + why, failure);
    }
    var late =
        new SocketTimeoutException(
            address + ": " + phase.words + " within " + allowed.toMillis() + " ms");
    late.initCause(failure);
    return late;
  }
}
