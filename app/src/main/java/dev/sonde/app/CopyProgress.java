package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.stores.embedded.Watcher;
import java.io.PrintStream;
import java.time.Duration;

/// Says how far copying has come: on a terminal in one line that changes, elsewhere with a line
/// every few seconds.
final class CopyProgress implements Watcher, AutoCloseable {
  private static final long OFTEN = Duration.ofMillis(200).toNanos();
  private static final long SELDOM = Duration.ofSeconds(2).toNanos();
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final Time time;
  private final boolean terminal;
  private Phase phase = Phase.COPY;
  private long begunNanos;
  private long saidNanos;
  private boolean said;

  CopyProgress(PrintStream out, Time time, boolean terminal) {
    this.out = out;
    this.time = time;
    this.terminal = terminal;
    this.begunNanos = time.nanos();
    this.saidNanos = begunNanos;
  }

  @Override
  public void seen(Phase now, long done, long total) {
    if (now != phase) {
      phase = now;
      begunNanos = time.nanos();
    }
    if (time.nanos() - saidNanos < (terminal ? OFTEN : SELDOM)) {
      return;
    }
    saidNanos = time.nanos();
    if (terminal) {
      out.print(CLEAR + words(done, total));
      out.flush();
      said = true;
    } else {
      out.println(words(done, total));
    }
  }

  private String words(long done, long total) {
    long percent = total == 0 ? 0 : Math.min(100, done * 100 / total);
    String what = phase == Phase.COPY ? "copied  " : "checked ";
    return what
        + percent
        + " %, "
        + Words.bytes(done)
        + " of "
        + Words.bytes(total)
        + remaining(done, total);
  }

  private String remaining(long done, long total) {
    long nanos = time.nanos() - begunNanos;
    if (done <= 0 || nanos <= 0 || done >= total) {
      return "";
    }
    double seconds = nanos / 1e9 / done * (total - done);
    return ", " + Words.of(Duration.ofSeconds((long) Math.ceil(seconds))) + " left";
  }

  /// Leaves an empty line on a terminal, for what others say.
  void clear() {
    if (said) {
      out.print(CLEAR);
      out.flush();
      said = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
