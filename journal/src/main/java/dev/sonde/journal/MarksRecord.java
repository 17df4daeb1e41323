package dev.sonde.journal;

import dev.sonde.api.Time;
import dev.sonde.wire.columns.Payload;
import java.time.Duration;

/// What stands at the beginning of every segment about those who pushed, and makes its notes ready
/// to stand there, too. Silence is measured by the wall clock, so that it holds over restarts; a
/// clock that jumps while Sonde runs is seen by the other clock, and makes nobody silent.
final class MarksRecord {
  private static final long JUMP_MILLIS = Duration.ofHours(1).toMillis();

  private final Marks marks;
  private final Notebook notebook;
  private final Time time;
  private final Payload payload = new Payload();
  private long wallMillis;
  private long nanos;

  MarksRecord(Marks marks, Notebook notebook, Time time) {
    this.marks = marks;
    this.notebook = notebook;
    this.time = time;
    this.wallMillis = time.wallMillis();
    this.nanos = time.nanos();
  }

  /// As it is now. Good until the next call.
  Payload payload() {
    long wallNow = time.wallMillis();
    long nanosNow = time.nanos();
    long jump = wallNow - wallMillis - Duration.ofNanos(nanosNow - nanos).toMillis();
    if (Math.abs(jump) > JUMP_MILLIS) {
      marks.shift(jump);
      notebook.shift(jump);
    }
    wallMillis = wallNow;
    nanos = nanosNow;
    marks.forget(wallNow);
    notebook.forget(wallNow);
    marks.write(payload);
    return payload;
  }
}
