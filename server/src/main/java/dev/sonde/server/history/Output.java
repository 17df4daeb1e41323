package dev.sonde.server.history;

import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where an answer is written: what it may have of series, points and bytes is counted here. For
/// the thread that asks.
final class Output {
  private static final int PIECE = 16 << 10;

  private final Pipe pipe;
  private final QueryLimits limits;
  private final ByteSink bytes = new ByteSink();
  private final JsonWriter json = new JsonWriter(bytes);
  private long written;
  private int series;
  private long points;
  private boolean left;
  private @Nullable RefusedException refused;

  Output(Pipe pipe, QueryLimits limits) {
    this.pipe = pipe;
    this.limits = limits;
  }

  QueryLimits limits() {
    return limits;
  }

  ByteSink bytes() {
    return bytes;
  }

  JsonWriter json() {
    return json;
  }

  /// Counts a series whose values follow.
  ///
  /// @return false when that is too many, or nobody reads any more
  boolean series() {
    series++;
    return series <= limits.series() ? isOpen() : refuse(tooManySeries(limits));
  }

  /// Counts a point, and hands on what was written.
  ///
  /// @return false when that is too many, or nobody reads any more
  boolean point() {
    points++;
    return points <= limits.points() ? more() : refuse(tooManyPoints(limits));
  }

  /// Hands on what was written, when it is worth it.
  ///
  /// @return false when it is too much, or nobody reads any more
  boolean more() {
    return bytes.size() < PIECE ? isOpen() : pass();
  }

  /// After each question to the store: goes on only with a whole answer.
  void check() throws RefusedException, InterruptedException {
    RefusedException why = refused;
    if (why != null) {
      throw why;
    }
    if (left) {
      throw new InterruptedException("nobody reads the answer any more");
    }
  }

  /// Hands on the rest.
  void finish() throws RefusedException, InterruptedException {
    check();
    pass();
    check();
    pipe.end();
  }

  static RefusedException tooManySeries(QueryLimits limits) {
    return RefusedException.tooMuch(
        "more than "
            + limits.series()
            + " series match; narrow the selection, or raise server.query.max_series");
  }

  static RefusedException tooManyPoints(QueryLimits limits) {
    return RefusedException.tooMuch(
        "the answer has more than "
            + limits.points()
            + " points; ask for fewer points or series or a shorter time, or raise"
            + " server.query.max_points");
  }

  private boolean pass() {
    written += bytes.size();
    if (written > limits.bytes()) {
      return refuse(
          RefusedException.tooMuch(
              "the answer is longer than "
                  + limits.bytes()
                  + " bytes; ask for less, or raise server.query.max_bytes"));
    }
    try {
      left = left || !pipe.put(bytes.toByteArray());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      left = true;
    }
    bytes.clear();
    return !left;
  }

  private boolean isOpen() {
    return !left && refused == null;
  }

  private boolean refuse(RefusedException why) {
    refused = Optional.ofNullable(refused).orElse(why);
    return false;
  }
}
