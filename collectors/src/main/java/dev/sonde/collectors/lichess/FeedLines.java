package dev.sonde.collectors.lichess;

import dev.sonde.api.Time;
import dev.sonde.http.LineReader;
import dev.sonde.wire.json.JsonException;
import java.io.IOException;
import java.time.Duration;

/// The lines of one connection: says what was heard, passes over what can't be understood. For one
/// thread.
final class FeedLines implements LineReader.Lines {
  private static final long HEALED_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_STRANGE = 100;

  private final Screen screen;
  private final Time time;
  private final Taker taker;
  private boolean heard;
  private long firstNanos;
  private int strange;

  /// Takes what lines tell.
  interface Taker {
    /// @return is more wanted?
    /// @throws IOException to end the connection
    boolean take(Message message) throws IOException;
  }

  FeedLines(Screen screen, Time time, Taker taker) {
    this.screen = screen;
    this.time = time;
    this.taker = taker;
  }

  @Override
  public boolean take(byte[] bytes, int from, int length) throws IOException {
    if (isBlank(bytes, from, length)) {
      heard();
      return true;
    }
    Message message;
    try {
      message = MessageReader.read(bytes, from, length);
    } catch (JsonException e) {
      strange(e);
      return true;
    }
    strange = 0;
    heard();
    return taker.take(message);
  }

  /// Did anything come that was understood?
  boolean isHeard() {
    return heard;
  }

  /// Has it gone well for a minute?
  boolean hasLasted() {
    return heard && time.nanos() - firstNanos >= HEALED_NANOS;
  }

  private void heard() {
    if (!heard) {
      heard = true;
      firstNanos = time.nanos();
    }
    screen.heard();
  }

  private void strange(JsonException complaint) throws IOException {
    screen.unreadable();
    strange++;
    if (strange == MOST_STRANGE) {
      throw new IOException(
          strange + " lines in a row can't be understood, the last one: " + complaint.getMessage(),
          complaint);
    }
  }

  private static boolean isBlank(byte[] bytes, int from, int length) {
    for (int at = from; at < from + length; at++) {
      if (bytes[at] != ' ' && bytes[at] != '\r') {
        return false;
      }
    }
    return true;
  }
}
