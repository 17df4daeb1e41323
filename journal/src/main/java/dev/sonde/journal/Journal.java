package dev.sonde.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Disk;
import dev.sonde.api.Family;
import dev.sonde.api.Intake;
import dev.sonde.api.Origin;
import dev.sonde.api.Time;
import java.io.IOException;
import java.util.Collection;
import java.util.UUID;
import java.util.function.IntSupplier;

/// The log on disk. What it accepts is safe, and stays until every destination has it.
///
/// Opened once for a folder and closed once. All methods may be called from any thread.
public final class Journal implements Intake, AutoCloseable {
  private Journal() {}

  /// Opens the journal in a folder, or makes one. Damage never keeps it from opening: what can't be
  /// read is set aside, counted and logged. Begins a new epoch. Reads the heads of its files only,
  /// so a large backlog costs nothing.
  ///
  /// @param indexes gives the index of a series that is read back: each number once in a process
  /// @throws IOException when the folder can't be written; when another process has it,
  ///   [FolderTakenException]
  public static Journal open(Disk disk, JournalConfig config, Time time, IntSupplier indexes)
      throws IOException {
    return Skeleton.missing();
  }

  /// Random, made with the folder: who accepted the samples.
  public UUID instance() {
    return Skeleton.missing();
  }

  /// Random, of this start.
  public long epoch() {
    return Skeleton.missing();
  }

  @Override
  public Appended append(Batch batch, Origin origin) {
    return Skeleton.missing();
  }

  @Override
  public void describe(Family family) {
    Skeleton.<Object>missing();
  }

  /// Opens a destination, with the cursor it had or a new one.
  ///
  /// @param name unique; letters, digits and a few signs, at most 100
  /// @param required does it hold up `when_full: refuse`? One that is not loses its oldest instead
  /// @throws IllegalStateException when it is open already
  public Destination destination(String name, StartAt startAt, boolean required)
      throws IOException {
    return Skeleton.missing();
  }

  /// Says which destinations are configured. The cursor of any other is kept for 24 hours, during
  /// which it holds no data back, and forgotten then.
  public void retain(Collection<String> names) {
    Skeleton.<Object>missing();
  }

  /// Other bounds and another way to sync, from now on.
  public void configure(JournalConfig config) {
    Skeleton.<Object>missing();
  }

  /// How it is doing. Waits for nothing.
  public JournalStatus status() {
    return Skeleton.missing();
  }

  /// Syncs what was written and lets go of the folder. Appends are refused from now on.
  @Override
  public void close() {
    Skeleton.<Object>missing();
  }
}
