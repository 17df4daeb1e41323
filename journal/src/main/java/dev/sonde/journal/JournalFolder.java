package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.Disk;
import dev.sonde.api.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;

/// A journal's folder as it lies there, for people and their tools. Works beside the process that
/// has it open, as nothing is changed; what is written meanwhile may be missed.
public final class JournalFolder {
  private static final int STRETCH = 10_000;

  private final Disk disk;
  private final IntSupplier indexes;
  private final Log log;
  private final JournalCounts counts = new JournalCounts();
  private final List<String> unreadable;

  private JournalFolder(Disk disk, IntSupplier indexes, Recovery found) {
    this.disk = disk;
    this.indexes = indexes;
    this.log = new Log(disk, new Tail(0), found.segments(), found.head());
    this.unreadable = found.unreadable();
  }

  /// Looks at a folder. Changes nothing.
  ///
  /// @param indexes gives the index of a series that is read: each number once
  public static JournalFolder read(Disk disk, IntSupplier indexes) throws IOException {
    return new JournalFolder(disk, indexes, Recovery.reading(disk));
  }

  /// Has a journal ever been here? An empty one is one.
  public static boolean isIn(Disk disk) throws IOException {
    return disk.list().stream().anyMatch(JournalFolder::isOfAJournal);
  }

  private static boolean isOfAJournal(String name) {
    return name.equals(FolderLock.NAME)
        || Recovery.isOfSegment(name)
        || CursorName.matches(name)
        || Damages.isName(name)
        || name.endsWith(DeadLetters.SUFFIX);
  }

  /// The number of the oldest sample.
  public long oldest() {
    return log.oldestNumber();
  }

  /// The number after the newest sample.
  public long head() {
    return log.head();
  }

  /// Where it is.
  public String where() {
    return disk.where();
  }

  /// Its segments, oldest first.
  public List<SegmentSummary> segments() {
    var all = new ArrayList<SegmentSummary>();
    for (Segment each : log.segments()) {
      SegmentHead head = each.head();
      long next = Math.max(head.first(), Math.min(log.limit(each), log.head()));
      all.add(
          new SegmentSummary(
              each.logName(),
              head.instance(),
              head.epoch(),
              head.createdMillis(),
              head.first(),
              next,
              each.bytes()));
    }
    return all;
  }

  /// The destinations that have a cursor, by name; those that can't be read are not among them.
  public List<CursorSummary> cursors() throws IOException {
    var all = new ArrayList<CursorSummary>();
    for (String name : disk.list().stream().filter(CursorName::matches).sorted().toList()) {
      if (CursorFile.read(disk, name) instanceof CursorFile.Reading.Sound(var state)) {
        var letters = new DeadLetters(disk, state.name(), Time.SYSTEM);
        letters.load();
        long head = Math.max(log.head(), state.resumeAt());
        all.add(
            new CursorSummary(
                state.name(),
                new Standing(
                    head,
                    state.start(),
                    state.cursor(),
                    state.inFlightTo(),
                    head - state.cursor(),
                    state.delivered(),
                    state.filtered(),
                    state.dropped()),
                state.seenMillis(),
                letters.count(),
                letters.samples()));
      }
    }
    return all;
  }

  /// Batches that a destination would not take, oldest first.
  public List<DeadLetter> deadLetters(String destination) throws IOException {
    var all = new ArrayList<DeadLetter>();
    for (String name : disk.list().stream().sorted().toList()) {
      if (name.startsWith(DeadLetters.prefix(destination)) && name.endsWith(DeadLetters.SUFFIX)) {
        all.add(DeadLetterFile.look(disk, name));
      }
    }
    return all;
  }

  /// Reads a dead letter's samples.
  ///
  /// @param into gets the rows; cleared first
  public Contents read(DeadLetter letter, Batch into) throws IOException {
    return DeadLetterFile.read(disk, letter.file(), indexes, into);
  }

  /// Takes a dead letter away: it was delivered after all, or nobody wants it.
  public void forget(DeadLetter letter) throws IOException {
    disk.delete(letter.file());
  }

  /// Files that were set aside: damaged bytes, heads that could not be read, later versions.
  public List<String> setAside() throws IOException {
    return disk.list().stream()
        .filter(name ->
            Damages.isName(name)
                || name.endsWith(Recovery.UNREADABLE)
                || name.endsWith(Recovery.NEWER)
                || name.endsWith(Repair.KEPT))
        .sorted()
        .toList();
  }

  /// Bytes of all segments.
  public long bytes() {
    return log.bytes();
  }

  /// Reads every record and checks what it holds.
  ///
  /// @param progress is told the bytes done
  public Verification verify(LongConsumer progress) throws IOException {
    return new Verifier(disk, log, indexes).verify(unreadable, progress);
  }

  /// The number of the first sample of the segment in which samples of an instant may begin.
  public long numberAt(long millis) {
    long number = oldest();
    for (Segment each : log.segments()) {
      if (each.head().createdMillis() <= millis) {
        number = each.first();
      }
    }
    return number;
  }

  /// Reads samples in order and hands them on in batches, each in one epoch.
  ///
  /// @param from number of the first
  /// @param to number after the last
  public void read(long from, long to, Reading each) throws IOException, InterruptedException {
    var batch = new Batch();
    long end = Math.min(to, head());
    try (var reader = new LogReader(log, new Damages(disk, counts), indexes)) {
      for (long at = Math.max(from, oldest()); at < end; ) {
        Segment segment = log.holding(at);
        long limit = segment == null ? end : log.epochLimit(segment);
        long next = Math.min(Math.min(at + STRETCH, end), limit);
        Contents contents = reader.read(at, next, batch);
        each.stretch(at, next, contents, batch);
        at = next;
      }
    }
  }

  /// Takes samples that were read.
  @FunctionalInterface
  public interface Reading {
    /// One stretch; the batch is reused and may be empty.
    void stretch(long from, long to, Contents contents, Batch batch)
        throws IOException, InterruptedException;
  }

  /// One file of the log.
  ///
  /// @param first number of its first sample
  /// @param next number after its last one
  public record SegmentSummary(
      String name,
      UUID instance,
      long epoch,
      long createdMillis,
      long first,
      long next,
      long bytes) {}

  /// One destination.
  public record CursorSummary(
      String name, Standing standing, long seenMillis, int deadLetters, long deadSamples) {}
}
