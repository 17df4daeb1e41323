package dev.sonde.journal;

import dev.sonde.api.Disk;
import dev.sonde.journal.SegmentHead.NewerVersionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out what is in a folder. Reads the heads of its segments and the records of the last one.
///
/// @param segments those that can be read, in order
/// @param head the number after the last sample that can be read
/// @param nextSequence for the next segment
/// @param unreadable files that are no segments of this version, by the names they have now
record Recovery(List<Segment> segments, long head, long nextSequence, List<String> unreadable) {
  static final String UNREADABLE = ".unreadable";
  static final String NEWER = ".newer";
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");

  /// Looks, and sets aside what is no segment of this version.
  ///
  /// @param marks gets what other Sondes had pushed
  /// @param notebook gets what receivers had noted
  static Recovery of(Disk disk, Marks marks, Notebook notebook) throws IOException {
    return look(disk, marks, notebook, true);
  }

  /// Looks, and changes nothing.
  static Recovery reading(Disk disk) throws IOException {
    return look(disk, new Marks(), new Notebook(), false);
  }

  private static Recovery look(Disk disk, Marks marks, Notebook notebook, boolean mend)
      throws IOException {
    if (mend) {
      tidy(disk);
    }
    long highest = 0;
    var segments = new ArrayList<Segment>();
    var unreadable = new ArrayList<String>();
    for (String name : disk.list().stream().sorted().toList()) {
      long sequence = Segment.sequence(stemmed(name));
      highest = Math.max(highest, sequence);
      if (Segment.sequence(name) >= 0) {
        Segment segment = open(disk, name, sequence, mend);
        if (segment == null) {
          unreadable.add(name);
        } else {
          segments.add(segment);
        }
      }
    }
    if (mend) {
      deleteOrphans(disk);
    }
    date(segments);
    if (mend && !segments.isEmpty()) {
      sync(disk, segments.getLast());
    }
    long head = segments.isEmpty() ? 0 : last(disk, segments, marks, notebook);
    return new Recovery(List.copyOf(segments), head, highest + 1, unreadable);
  }

  /// Is it one, or left of one?
  static boolean isOfSegment(String name) {
    return Segment.sequence(stemmed(name)) >= 0;
  }

  /// Whatever is left of a segment, set aside or without its log, keeps its sequence, and it is not
  /// given again.
  private static String stemmed(String name) {
    int suffix = Math.max(name.indexOf(Segment.LOG), name.indexOf(Segment.DEFINITIONS));
    return suffix < 0 ? name : name.substring(0, suffix) + Segment.LOG;
  }

  /// Definitions whose log is gone: it was deleted, or its name did not outlast a power cut.
  private static void deleteOrphans(Disk disk) throws IOException {
    List<String> names = disk.list();
    for (String name : names) {
      boolean ofSegment =
          name.endsWith(Segment.DEFINITIONS) && Segment.sequence(stemmed(name)) >= 0;
      if (ofSegment && names.stream().noneMatch(each -> each.startsWith(stemmed(name)))) {
        disk.delete(name);
      }
    }
  }

  private static void date(List<Segment> segments) {
    for (int i = 0; i + 1 < segments.size(); i++) {
      segments.get(i).touched(segments.get(i + 1).head().createdMillis());
    }
  }

  private static @Nullable Segment open(Disk disk, String name, long sequence, boolean mend)
      throws IOException {
    long size = disk.size(name);
    try {
      SegmentHead head = head(disk, name);
      if (head != null && head.sequence() == sequence) {
        var segment = new Segment(head, size);
        String sidecar = segment.definitionsName();
        segment.bytes(size + (disk.has(sidecar) ? disk.size(sidecar) : 0));
        return segment;
      }
      if (mend) {
        setAside(disk, name, size, "its head can't be read", UNREADABLE);
      }
    } catch (NewerVersionException newer) {
      if (mend) {
        setAside(disk, name, size, String.valueOf(newer.getMessage()), NEWER);
      }
    }
    return null;
  }

  static @Nullable SegmentHead head(Disk disk, String name)
      throws IOException, NewerVersionException {
    var bytes = ByteBuffer.allocate(SegmentHead.LENGTH);
    try (Disk.File file = disk.read(name)) {
      file.read(bytes, 0);
    }
    return SegmentHead.read(bytes.flip());
  }

  /// A file that was begun and never got its head holds nothing.
  private static void setAside(Disk disk, String name, long size, String why, String suffix)
      throws IOException {
    if (size <= SegmentHead.LENGTH && suffix.equals(UNREADABLE)) {
      disk.delete(name);
      LOG.info("{} was never finished, and held nothing; deleted", name);
    } else {
      disk.rename(name, name + suffix);
      LOG.error("{} ({} bytes): {}; it is kept as {}{}", name, size, why, name, suffix);
    }
  }

  /// Walks the last segment, and further back while there is no record of marks: the power went
  /// before it was written, or it is damaged.
  private static long last(Disk disk, List<Segment> segments, Marks marks, Notebook notebook)
      throws IOException {
    long head = segments.getLast().first();
    long limit = Long.MAX_VALUE;
    for (Segment each : segments.reversed()) {
      boolean complete = false;
      var noted = new Notebook();
      var pushed = new SegmentMarks(disk, each, marks, noted);
      try (var records = SegmentSource.records(disk, each)) {
        while (records.next()) {
          long last = records.first() + records.count();
          if (last <= limit) {
            head = Math.max(head, last);
            complete |= pushed.add(records);
          }
        }
        head = Math.max(head, Math.min(limit, records.damagedNumber()));
      }
      notebook.addOlder(noted);
      if (complete) {
        break;
      }
      limit = each.first();
    }
    return head;
  }

  /// A process that was killed may have left what was never synced: before anybody builds on it, it
  /// is.
  private static void sync(Disk disk, Segment newest) throws IOException {
    try (Disk.File log = disk.open(newest.logName())) {
      log.sync();
    }
    if (disk.has(newest.definitionsName())) {
      try (Disk.File sidecar = disk.open(newest.definitionsName())) {
        sidecar.sync();
      }
    }
  }

  /// A repair that was cut short is ended.
  private static void tidy(Disk disk) throws IOException {
    var names = new HashSet<>(disk.list());
    for (String name : names) {
      if (name.endsWith(Repair.UNFINISHED)) {
        String log = name.substring(0, name.length() - Repair.UNFINISHED.length());
        if (names.contains(log)) {
          disk.delete(name);
        } else {
          disk.rename(name, log);
        }
      }
    }
  }
}
