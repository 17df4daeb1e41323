package dev.sonde.app;

import dev.sonde.api.Time;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.DoubleFunction;
import java.util.function.LongConsumer;

/// Says every few seconds how far long work has come. Short work says nothing.
final class Progress implements LongConsumer {
  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final PrintStream out;
  private final Time time;
  private final String what;
  private final long total;
  private final DoubleFunction<String> words;
  private long lastNanos;

  /// @param what is done, for people: `verified`
  /// @param total how much there is in all; zero when that is not known
  /// @param words says an amount
  Progress(PrintStream out, Time time, String what, long total, DoubleFunction<String> words) {
    this.out = out;
    this.time = time;
    this.what = what;
    this.total = total;
    this.words = words;
    this.lastNanos = time.nanos();
  }

  @Override
  public void accept(long done) {
    long now = time.nanos();
    if (now - lastNanos >= EVERY_NANOS) {
      lastNanos = now;
      out.println(what + " " + words.apply(done) + (total > 0 ? ofAll(done) : ""));
      out.flush();
    }
  }

  private String ofAll(long done) {
    return " of " + words.apply(total) + ", " + Math.min(100, done * 100 / total) + " %";
  }
}
