package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// One destination's hold on the journal: its cursor, what is in flight, and the way to read.
///
/// Belongs to one courier, which calls it from one thread; [#standing] may be asked from any. A
/// batch is taken, read as often as needed, perhaps cut, and settled; one at a time. What taking
/// and settling change is durable when they return, so after a crash the same batch is taken again.
public final class Destination implements AutoCloseable {
  Destination() {}

  /// Its name, as configured.
  public String name() {
    return Skeleton.missing();
  }

  /// Where it stands. Waits for nothing.
  public Standing standing() {
    return Skeleton.missing();
  }

  /// Waits until a sample is there to be taken, and then a while for more.
  ///
  /// @param enough samples that make a whole batch
  /// @param linger how long to wait for a whole batch once there is one sample
  public void await(int enough, Duration linger) throws InterruptedException {
    Skeleton.<Object>missing();
  }

  /// The batch in flight; else the next one, which is in flight from now on. Empty when nothing
  /// waits. A batch never spans two epochs.
  ///
  /// @param most samples at most, for a new batch
  /// @param selection a hash of whatever decides what is left out, kept beside the bounds
  public Optional<BatchId> take(int most, long selection) throws IOException {
    return Skeleton.missing();
  }

  /// Reads the samples of a batch. The same rows in the same order whenever it is called, unless
  /// damage or the journal's bounds took some in between.
  ///
  /// @param into gets the rows; cleared first
  public Contents read(BatchId id, Batch into) throws IOException {
    return Skeleton.missing();
  }

  /// Makes the batch in flight shorter; what is cut off comes next.
  ///
  /// @return the batch in flight now
  public BatchId cut(long to) throws IOException {
    return Skeleton.missing();
  }

  /// Ends the batch in flight.
  ///
  /// @throws IllegalArgumentException when the settlement does not add up to the batch
  public void settle(Settlement settlement) throws IOException {
    Skeleton.<Object>missing();
  }

  /// For a destination that keeps its own position: it has less than was settled (it was restored
  /// from a backup), so what it lacks waits again, as far as it is still there. Those samples count
  /// as accepted again. Nothing may be in flight.
  ///
  /// @return how many samples wait again
  public long rewind(long to) throws IOException {
    return Skeleton.missing();
  }

  /// Batches set aside for this destination.
  public DeadLetters deadLetters() {
    return Skeleton.missing();
  }

  /// Lets go of it. The cursor stays; another courier may open it.
  @Override
  public void close() {
    Skeleton.<Object>missing();
  }
}
