package dev.sonde.journal;

import dev.sonde.api.Disk;
import dev.sonde.wire.columns.Payload;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;

/// Makes a damaged journal sound: every whole record goes into a fresh file, what was damaged is
/// kept beside it. Needs the folder for itself.
public final class Repair {
  static final String KEPT = ".damaged";
  static final String UNFINISHED = ".mending";
  private static final int GROUP_BYTES = 1 << 20;

  private Repair() {}

  /// Mends what needs it.
  ///
  /// @param progress is told the bytes done
  /// @return what was done, a line each; empty when everything was sound
  /// @throws FolderTakenException when a Sonde runs on it
  public static List<String> of(Disk disk, IntSupplier indexes, LongConsumer progress)
      throws IOException {
    var done = new ArrayList<String>();
    try (Closeable _ = FolderLock.take(disk)) {
      bringBack(disk, done);
      Recovery found = Recovery.of(disk, new Marks(), new Notebook());
      long bytes = 0;
      for (Segment each : found.segments()) {
        mend(disk, each, indexes, done);
        bytes += each.bytes();
        progress.accept(bytes);
      }
      disk.sync();
    }
    return done;
  }

  /// Files of a later version that an earlier Sonde set aside, when this one can read them.
  private static void bringBack(Disk disk, List<String> done) throws IOException {
    for (String name : disk.list()) {
      if (name.endsWith(Recovery.NEWER)) {
        String before = name.substring(0, name.length() - Recovery.NEWER.length());
        try {
          if (!disk.has(before) && Recovery.head(disk, name) != null && isNewest(disk, before)) {
            disk.rename(name, before);
            done.add(name + " can be read by this version: it is back");
          }
        } catch (SegmentHead.NewerVersionException newer) {
          done.add(name + ": " + newer.getMessage());
        }
      }
    }
  }

  /// Only behind everything else: the numbers of an older one were given again since.
  private static boolean isNewest(Disk disk, String name) throws IOException {
    return disk.list().stream()
        .mapToLong(Segment::sequence)
        .noneMatch(each -> each > Segment.sequence(name));
  }

  private static void mend(Disk disk, Segment segment, IntSupplier indexes, List<String> done)
      throws IOException {
    boolean damaged = false;
    try (Scanner records = records(disk, segment)) {
      while (records.next()) {
        damaged |= records.damagedFrom() >= 0;
      }
      damaged |= records.damagedFrom() >= 0;
    }
    if (damaged) {
      rewrite(disk, segment);
      done.add(segment + " is made of its whole records; as it was it is " + segment + KEPT);
    }
    if (sidecar(disk, segment, indexes) && !damaged) {
      done.add(segment.definitionsName() + " is made anew");
    }
  }

  private static Scanner records(Disk disk, Segment segment) {
    return new Scanner(
        new SegmentSource(disk, segment, new Tail(0)), segment.head().id(), SegmentHead.LENGTH);
  }

  /// Also brings definitions back that only the sidecar has.
  private static void rewrite(Disk disk, Segment segment) throws IOException {
    String unfinished = segment.logName() + UNFINISHED;
    disk.delete(unfinished);
    try (Disk.File to = disk.create(unfinished)) {
      to.write(segment.head().bytes(), 0);
      var group = new RecordGroup(segment.head().id(), SegmentHead.LENGTH);
      if (disk.has(segment.definitionsName())) {
        try (Scanner records = Sidecar.records(disk, segment)) {
          copy(records, group, to);
        }
      }
      try (Scanner records = records(disk, segment)) {
        copy(records, group, to);
      }
      to.sync();
    }
    keep(disk, segment.logName());
    disk.rename(unfinished, segment.logName());
    disk.sync();
    segment.end(disk.size(segment.logName()));
  }

  /// A copy: the segment's name is never without a file, whenever the power goes.
  private static void keep(Disk disk, String name) throws IOException {
    disk.delete(name + KEPT);
    var bytes = ByteBuffer.allocate(GROUP_BYTES);
    try (Disk.File from = disk.read(name);
        Disk.File to = disk.create(name + KEPT)) {
      long at = 0;
      while (from.read(bytes.clear(), at) > 0) {
        int size = bytes.flip().remaining();
        to.write(bytes, at);
        at += size;
      }
      to.sync();
    }
    disk.sync();
  }

  private static void copy(Scanner records, RecordGroup group, Disk.File to) throws IOException {
    var payload = new Payload();
    while (records.next()) {
      payload.clear();
      payload.putBytes(records.bytes(), records.payloadFrom(), records.payloadTo());
      group.add(records.type(), records.first(), records.count(), payload);
      if (group.size() > GROUP_BYTES) {
        write(group, to);
      }
    }
    write(group, to);
  }

  private static void write(RecordGroup group, Disk.File to) throws IOException {
    if (group.size() > 0) {
      to.write(group.bytes(), group.offset());
      group.written();
    }
  }

  /// Makes the second copy of the definitions anew when it is not whole.
  private static boolean sidecar(Disk disk, Segment segment, IntSupplier indexes)
      throws IOException {
    var whole = new Dictionary(indexes);
    var second = new Dictionary(indexes);
    Sidecar.read(disk, segment, second);
    try (Scanner records = records(disk, segment)) {
      while (records.next()) {
        if (records.type() == RecordType.DEFINITIONS) {
          whole.define(records.bytes(), records.payloadFrom(), records.payloadTo());
        }
      }
    }
    if (second.size() >= whole.size() && Sidecar.damagedFrom(disk, segment) < 0) {
      return false;
    }
    Sidecar.rewrite(disk, segment, records(disk, segment));
    return true;
  }
}
