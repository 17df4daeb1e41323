package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;

/// One destination's hold on the journal: its cursor, what is in flight, and the way to read.
///
/// Belongs to one courier, which calls it from one thread; [#standing] may be asked from any. A
/// batch is taken, read as often as needed, perhaps cut, and settled; one at a time. What taking
/// and settling change is durable when they return, so after a crash the same batch is taken again.
public final class Destination implements AutoCloseable {
  private final Log log;
  private final Cursor cursor;
  private final LogReader reader;
  private final DeadLetters deadLetters;
  private final UUID instance;

  Destination(
      Log log,
      Cursor cursor,
      Damages damages,
      IntSupplier indexes,
      DeadLetters deadLetters,
      UUID instance) {
    this.log = log;
    this.cursor = cursor;
    this.reader = new LogReader(log, damages, indexes);
    this.deadLetters = deadLetters;
    this.instance = instance;
  }

  /// Its name, as configured.
  public String name() {
    return cursor.name();
  }

  /// Where it stands. Waits for nothing.
  public Standing standing() {
    CursorState state = cursor.state();
    long head = Math.max(log.head(), state.resumeAt());
    return new Standing(
        head,
        state.start(),
        state.cursor(),
        state.inFlightTo(),
        head - state.cursor(),
        state.delivered(),
        state.filtered(),
        state.dropped());
  }

  /// Waits until a sample is there to be taken, and then a while for more. Returns early when the
  /// journal closes.
  ///
  /// @param enough samples that make a whole batch
  /// @param linger how long to wait for a whole batch once there is one sample
  public void await(int enough, Duration linger) throws InterruptedException {
    CursorState state = cursor.state();
    if (!state.isInFlight()) {
      log.await(state.cursor(), enough, linger.toNanos());
    }
  }

  /// The batch in flight; else the next one, which is in flight from now on. Empty when nothing
  /// waits. A batch never spans two epochs.
  ///
  /// @param most samples at most, for a new batch
  /// @param selection a hash of whatever decides what is left out, kept beside the bounds
  public Optional<BatchId> take(int most, long selection) throws IOException {
    CursorState state = cursor.state();
    if (state.isInFlight()) {
      return Optional.of(inFlight(state));
    }
    long head = log.head();
    Segment segment = log.holding(state.cursor());
    if (state.cursor() >= head || segment == null) {
      return Optional.empty();
    }
    long from = state.cursor();
    if (from < segment.first()) {
      cursor.skip(segment.first(), "journal_full");
      return take(most, selection);
    }
    long limit = Math.min(head, log.epochLimit(segment));
    long to = Math.min(from + most, limit);
    cursor.take(from, segment.head().epoch(), to, selection);
    return take(most, selection);
  }

  private BatchId inFlight(CursorState state) {
    Segment segment = log.holding(state.cursor());
    UUID of =
        segment != null && segment.head().epoch() == state.epochOfInFlight()
            ? segment.head().instance()
            : instance;
    return new BatchId(of, state.epochOfInFlight(), state.cursor(), state.inFlightTo());
  }

  /// Reads the samples of a batch. The same rows in the same order whenever it is called, unless
  /// damage or the journal's bounds took some in between.
  ///
  /// @param into gets the rows; cleared first
  public Contents read(BatchId id, Batch into) throws IOException {
    return reader.read(id.from(), id.to(), into);
  }

  /// Makes the batch in flight shorter; what is cut off comes next.
  ///
  /// @return the batch in flight now
  public BatchId cut(long to) throws IOException {
    return inFlight(cursor.cut(to));
  }

  /// Ends the batch in flight.
  ///
  /// @throws IllegalArgumentException when the settlement does not add up to the batch
  public void settle(Settlement settlement) throws IOException {
    cursor.settle(settlement);
  }

  /// For a destination that keeps its own position: it has less than was settled (it was restored
  /// from a backup), so what it lacks waits again, as far as it is still there. Those samples count
  /// as accepted again; what is not there any more counts as dropped. Nothing may be in flight.
  ///
  /// @return how many samples wait again
  public long rewind(long to) throws IOException {
    return cursor.rewind(to, log.oldestNumber());
  }

  /// For a destination that keeps its own position: a power cut there may take what lies behind
  /// this number, though it is settled; so the journal keeps it as long as there is room. Until it
  /// is said, the destination is taken to be sure of nothing.
  public void safeUpTo(long number) {
    cursor.safeUpTo(number);
  }

  /// Where this destination's share of an epoch begins, as far as the journal still knows.
  public long begins(long epoch) {
    for (Segment each : log.segments()) {
      if (each.head().epoch() == epoch) {
        return Math.max(each.first(), cursor.state().start());
      }
    }
    return cursor.state().start();
  }

  /// One start of Sonde, and what of this destination's share of it lies here.
  ///
  /// @param from its first number
  /// @param to the number behind its last one
  public record Start(UUID instance, long epoch, long from, long to) {}

  /// What lies before a number, the newest first.
  public List<Start> startsBefore(long number) {
    var starts = new ArrayList<Start>();
    for (Segment each : log.segments()) {
      SegmentHead head = each.head();
      long from = Math.max(each.first(), cursor.state().start());
      long to = Math.min(log.epochLimit(each), number);
      boolean known = !starts.isEmpty() && starts.getLast().epoch() == head.epoch();
      if (!known && from < to) {
        starts.add(new Start(head.instance(), head.epoch(), from, to));
      }
    }
    return starts.reversed();
  }

  /// Batches set aside for this destination.
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /// Lets go of it. The cursor stays; another courier may open it.
  @Override
  public void close() {
    cursor.release();
    try {
      reader.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
