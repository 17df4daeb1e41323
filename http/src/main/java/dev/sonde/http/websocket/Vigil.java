package dev.sonde.http.websocket;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Since when one web socket has been waiting, and for what. Written by the threads that read and
/// write, looked at by the one that sweeps.
final class Vigil {
  enum Verdict {
    FINE("all is well"),
    ASK("it is silent"),
    SILENT("it said nothing for too long"),
    SLOW_MESSAGE("a message did not arrive in time"),
    SLOW_READER("it did not take in time what was sent"),
    NO_ANSWER("it did not answer the close in time");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static final class Span {
    private final long limit;
    private boolean runs;
    private long since;

    private Span(Duration limit) {
      this.limit = limit.toNanos();
    }

    private void begin(long now) {
      since = now;
      runs = true;
    }

    private void beginOnce(long now) {
      if (!runs) {
        begin(now);
      }
    }

    private boolean passed(long now) {
      return runs && now - since >= limit;
    }

    private long left(long now) {
      return runs ? since + limit - now : limit;
    }
  }

  private final LongSupplier ticker;
  private final Span silent;
  private final Span unasked;
  private final Span message;
  private final Span writing;
  private final Span closing;
  private long heard;

  Vigil(WebSocketLimits limits, LongSupplier ticker) {
    this.ticker = ticker;
    this.silent = new Span(limits.idle());
    this.unasked = new Span(limits.ping());
    this.message = new Span(limits.messageTime());
    this.writing = new Span(limits.write());
    this.closing = new Span(limits.close());
    this.heard = ticker.getAsLong();
  }

  /// A read begins.
  ///
  /// @param partial is part of a message there?
  synchronized void waits(boolean partial) {
    long now = ticker.getAsLong();
    silent.begin(now);
    unasked.begin(now);
    if (partial) {
      message.beginOnce(now);
    } else {
      message.runs = false;
    }
  }

  /// A read has ended.
  synchronized void heard() {
    heard = ticker.getAsLong();
    silent.runs = false;
    unasked.runs = false;
  }

  /// A message is whole.
  synchronized void came() {
    message.runs = false;
  }

  synchronized void writes() {
    writing.begin(ticker.getAsLong());
  }

  synchronized void wrote() {
    writing.runs = false;
  }

  synchronized void closes() {
    closing.beginOnce(ticker.getAsLong());
  }

  /// Since when it has been silent, by the ticker.
  synchronized long lastHeard() {
    return heard;
  }

  /// What is to be done. A peer that is silent is asked once in a while.
  synchronized Verdict judge(long now) {
    if (closing.passed(now)) {
      return Verdict.NO_ANSWER;
    }
    if (writing.passed(now)) {
      return Verdict.SLOW_READER;
    }
    if (silent.passed(now)) {
      return Verdict.SILENT;
    }
    if (message.passed(now)) {
      message.begin(now);
      return Verdict.SLOW_MESSAGE;
    }
    if (unasked.passed(now)) {
      unasked.begin(now);
      return Verdict.ASK;
    }
    return Verdict.FINE;
  }

  /// When to look again: nothing that begins meanwhile can be due before.
  synchronized long due() {
    long now = ticker.getAsLong();
    long left = Long.MAX_VALUE;
    for (Span each : new Span[] {silent, unasked, message, writing, closing}) {
      left = Math.min(left, each.left(now));
    }
    return now + left;
  }
}
