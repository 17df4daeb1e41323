package dev.sonde.journal;

import dev.sonde.api.Disk;
import dev.sonde.api.Origin;
import dev.sonde.journal.SegmentHead.NewerVersionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out what is in a folder. Reads the heads of its segments and the records of the last one.
///
/// @param segments those that can be read, in order
/// @param head the number after the last sample that can be read
/// @param nextSequence for the next segment
record Recovery(List<Segment> segments, long head, long nextSequence) {
  static final String UNREADABLE = ".unreadable";
  static final String NEWER = ".newer";
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");

  /// Looks, and sets aside what is no segment of this version.
  ///
  /// @param marks gets what other Sondes had pushed
  static Recovery of(Disk disk, Marks marks) throws IOException {
    return look(disk, marks, true);
  }

  /// Looks, and changes nothing.
  static Recovery reading(Disk disk) throws IOException {
    return look(disk, new Marks(), false);
  }

  private static Recovery look(Disk disk, Marks marks, boolean mend) throws IOException {
    long highest = 0;
    var segments = new ArrayList<Segment>();
    for (String name : disk.list().stream().sorted().toList()) {
      long sequence = Segment.sequence(stemmed(name));
      highest = Math.max(highest, sequence);
      if (Segment.sequence(name) >= 0) {
        Segment segment = open(disk, name, sequence, mend);
        if (segment != null) {
          segments.add(segment);
        }
      }
    }
    date(segments);
    long head = segments.isEmpty() ? 0 : last(disk, segments, marks);
    return new Recovery(List.copyOf(segments), head, highest + 1);
  }

  /// Those set aside keep their sequence, and it is not given again.
  private static String stemmed(String name) {
    int log = name.indexOf(Segment.LOG);
    return log < 0 ? name : name.substring(0, log + Segment.LOG.length());
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

  /// Walks the last segment, further back while there is no record of marks.
  private static long last(Disk disk, List<Segment> segments, Marks marks) throws IOException {
    long head = segments.getLast().first();
    Segment newest = segments.getLast();
    try (var records = records(disk, newest)) {
      var decoder = new SampleDecoder();
      while (records.next()) {
        head = Math.max(head, records.first() + records.count());
        marks(records, decoder, marks, newest);
      }
    }
    return head;
  }

  private static Scanner records(Disk disk, Segment segment) {
    return new Scanner(
        new SegmentSource(disk, segment, new Tail(0)), segment.head().id(), SegmentHead.LENGTH);
  }

  private static void marks(Scanner records, SampleDecoder decoder, Marks marks, Segment segment) {
    try {
      if (records.type() == RecordType.MARKS) {
        marks.read(records.bytes(), records.payloadFrom(), records.payloadTo());
      } else if (records.type() == RecordType.SAMPLES) {
        decoder.open(records.bytes(), records.payloadFrom(), records.payloadTo());
        if (decoder.origin() instanceof Origin.Sender(var id)) {
          marks.add(id, segment.touchedMillis());
        }
      }
    } catch (DamagedException damaged) {
      LOG.error("{} at byte {}: {}", segment, records.offset(), damaged.getMessage());
    }
  }
}
