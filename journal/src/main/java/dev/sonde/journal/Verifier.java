package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.Disk;
import dev.sonde.journal.Verification.Damage;
import dev.sonde.journal.Verification.Gap;
import dev.sonde.wire.columns.DamagedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;

/// Reads everything and says what is not as it should be.
final class Verifier {
  private static final int MOST_DAMAGES = 1_000;
  private static final long STEP = 16L << 20;

  private final Disk disk;
  private final Log log;
  private final IntSupplier indexes;
  private final SampleDecoder decoder = new SampleDecoder();
  private final Batch batch = new Batch();
  private final List<Damage> damages = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private long records;
  private long samples;
  private long lost;
  private long unread;
  private long number;

  Verifier(Disk disk, Log log, IntSupplier indexes) {
    this.disk = disk;
    this.log = log;
    this.indexes = indexes;
  }

  /// @param unreadable files whose heads can't be read
  Verification verify(List<String> unreadable, LongConsumer progress) throws IOException {
    for (String name : unreadable) {
      add(name, 0, disk.size(name), "its head can't be read");
    }
    long done = 0;
    number = log.oldestNumber();
    for (Segment each : log.segments()) {
      reach(each.first(), each);
      number = each.first();
      verify(each, done, progress);
      done += each.bytes();
      progress.accept(done);
    }
    Segment newest = log.newest();
    if (newest != null) {
      reach(log.head(), newest);
    }
    return new Verification(records, samples, lost, unread, damages, gaps);
  }

  private void verify(Segment segment, long done, LongConsumer progress) throws IOException {
    var dictionary = new Dictionary(indexes);
    Sidecar.read(disk, segment, dictionary);
    long wrong = Sidecar.damagedFrom(disk, segment);
    if (wrong >= 0) {
      String name = segment.definitionsName();
      add(name, wrong, disk.size(name), "definitions can't be read here");
    }
    long told = 0;
    try (var scanner =
        new Scanner(
            new SegmentSource(disk, segment, new Tail(0)),
            segment.head().id(),
            SegmentHead.LENGTH)) {
      while (scanner.next()) {
        damage(segment, scanner, scanner.offset());
        record(segment, scanner, dictionary);
        if (scanner.nextOffset() - told > STEP) {
          told = scanner.nextOffset();
          progress.accept(done + told);
        }
      }
      damage(segment, scanner, segment.end());
    }
  }

  private void record(Segment segment, Scanner scanner, Dictionary dictionary) {
    records++;
    try {
      if (scanner.type() == RecordType.DEFINITIONS) {
        dictionary.define(scanner.bytes(), scanner.payloadFrom(), scanner.payloadTo());
      } else if (scanner.type() == RecordType.SAMPLES
          && scanner.first() + scanner.count() <= log.limit(segment)) {
        reach(scanner.first(), segment);
        number = scanner.first() + scanner.count();
        decoder.open(scanner.bytes(), scanner.payloadFrom(), scanner.payloadTo());
        batch.clear();
        int unknown = decoder.decode(0, scanner.count(), dictionary, batch);
        samples += scanner.count() - unknown;
        unread += unknown;
      }
    } catch (DamagedException damaged) {
      unread += scanner.count();
      add(
          segment.logName(),
          scanner.offset(),
          scanner.nextOffset(),
          String.valueOf(damaged.getMessage()));
    }
  }

  private void reach(long next, Segment in) {
    if (next > number) {
      lost += next - number;
      if (gaps.size() < MOST_DAMAGES) {
        gaps.add(new Gap(number, next, in.logName()));
      }
    }
    number = Math.max(number, next);
  }

  private void damage(Segment segment, Scanner scanner, long to) {
    if (scanner.damagedFrom() >= 0) {
      add(segment.logName(), scanner.damagedFrom(), to, "no record can be read here");
    }
  }

  private void add(String file, long from, long to, String what) {
    if (damages.size() < MOST_DAMAGES) {
      damages.add(new Damage(file, from, to, what));
    }
  }
}
