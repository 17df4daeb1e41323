package dev.sonde.journal;

import dev.sonde.api.Batch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Reads stretches of the log by running number. Belongs to one thread.
///
/// # Implementation notes
///
/// It remembers the record in which the last stretch began and the one in which it ended, so that
/// reading the same again, or what follows, begins there. Any other place is found by walking its
/// segment from the front, which also gives the dictionary: reading is sequential, and memory is
/// one record and one segment's dictionary, whatever the backlog.
final class LogReader implements Closeable {
  /// Where a record begins, and the number from which on samples stand there or later.
  private record Place(long sequence, long offset, long number) {}

  private final Log log;
  private final Damages damages;
  private final StretchRows rows;
  private @Nullable Segment segment;
  private @Nullable Scanner records;
  private @Nullable Place begin;
  private @Nullable Place end;

  /// Everything before it has been passed.
  private long number;

  LogReader(Log log, Damages damages, IntSupplier indexes) {
    this.log = log;
    this.damages = damages;
    this.rows = new StretchRows(log.disk(), damages, indexes);
  }

  /// Reads the samples from one number to another, those that are there.
  Contents read(long from, long to, Batch into) throws IOException {
    rows.begin(from, to, into);
    if (!resume(end, from) && !resume(begin, from)) {
      start(from);
    }
    begin = null;
    end = null;
    while (number < to) {
      if (!step(to)) {
        rows.lost(number, to, "damaged");
        number = to;
      }
    }
    return rows.contents();
  }

  private boolean resume(@Nullable Place place, long from) {
    if (place == null || segment == null || records == null || place.number() > from) {
      return false;
    }
    if (place.sequence() != segment.head().sequence()) {
      return false;
    }
    records.seek(place.offset());
    number = place.number();
    return true;
  }

  private void start(long from) throws IOException {
    Segment holding = log.holding(from);
    if (holding == null) {
      close();
      number = from;
      return;
    }
    enter(holding);
    if (from < number) {
      rows.lost(from, number, "journal_full");
    }
  }

  private void enter(Segment next) throws IOException {
    close();
    segment = next;
    var source = new SegmentSource(log.disk(), next, log.tail());
    records = new Scanner(source, next.head().id(), SegmentHead.LENGTH);
    rows.enter(next);
    number = next.first();
  }

  /// One record further, or one segment. False when there is no more.
  private boolean step(long to) throws IOException {
    Segment open = segment;
    Scanner scanner = records;
    if (open == null || scanner == null) {
      return false;
    }
    if (!next(open, scanner)) {
      return passOn(open, scanner);
    }
    if (scanner.damagedFrom() >= 0) {
      rows.suspect();
    }
    switch (scanner.type()) {
      case RecordType.DEFINITIONS -> rows.define(scanner);
      case RecordType.SAMPLES -> samples(open, scanner, to);
      case RecordType.END -> end(open, scanner);
      default -> unknown(open, scanner);
    }
    return true;
  }

  /// A file that is gone from its folder is lost; one whose folder is gone may come back with it.
  private boolean next(Segment open, Scanner scanner) throws IOException {
    try {
      return scanner.next();
    } catch (NoSuchFileException missing) {
      if (log.segments().contains(open) && !log.disk().has(Identity.NAME)) {
        throw missing;
      }
      return false;
    }
  }

  private boolean passOn(Segment open, Scanner scanner) throws IOException {
    Segment next = log.after(open);
    if (next == null) {
      return false;
    }
    long expected = number;
    long damagedFrom = scanner.damagedFrom();
    boolean gone = !log.segments().contains(open);
    enter(next);
    rows.lost(expected, number, gone ? "journal_full" : "damaged");
    if (damagedFrom >= 0) {
      damages.met(open, damagedFrom, open.end(), Math.max(0, number - expected));
    } else if (expected < number && !gone) {
      damages.gap(next, expected, number);
    }
    return true;
  }

  private void samples(Segment open, Scanner scanner, long to) throws IOException {
    long first = scanner.first();
    long last = first + scanner.count();
    if (last <= number || last > log.limit(open)) {
      return;
    }
    reach(open, scanner, first);
    var here = new Place(open.head().sequence(), scanner.offset(), first);
    if (rows.add(open, scanner) && begin == null) {
      begin = here;
    }
    if (last <= to) {
      number = last;
      end = new Place(open.head().sequence(), scanner.nextOffset(), last);
    } else {
      number = to;
      end = here;
    }
  }

  private void end(Segment open, Scanner scanner) {
    if (scanner.first() <= log.limit(open)) {
      reach(open, scanner, scanner.first());
    }
  }

  /// Records of a kind that this version does not know may hold samples: passed by, and counted.
  private void unknown(Segment open, Scanner scanner) {
    long last = scanner.first() + scanner.count();
    if (scanner.count() > 0 && last > number && last <= log.limit(open)) {
      reach(open, scanner, scanner.first());
      rows.lost(number, last, "unknown_record");
      number = last;
    }
  }

  /// What lies between the number that should come and the one that comes is gone.
  private void reach(Segment open, Scanner scanner, long next) {
    long gap = Math.max(0, next - number);
    rows.lost(number, next, "damaged");
    if (scanner.damagedFrom() >= 0) {
      damages.met(open, scanner.damagedFrom(), scanner.offset(), gap);
    } else if (gap > 0) {
      damages.gap(open, number, next);
    }
    number = Math.max(number, next);
  }

  @Override
  public void close() throws IOException {
    if (records != null) {
      records.close();
    }
    records = null;
    segment = null;
  }
}
