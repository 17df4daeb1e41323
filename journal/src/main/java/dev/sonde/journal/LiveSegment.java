package dev.sonde.journal;

import dev.sonde.api.Disk;
import dev.sonde.wire.columns.Payload;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The segment being written. Used by the writer's thread alone.
///
/// # Implementation notes
///
/// A group of appends becomes one write and one sync. The file is filled with zeros ahead, as a
/// sync that need not change the file's size costs a third (75 against 204 µs of CPU, measured).
/// Definitions go a second time into a sidecar beside the log, so that one damaged byte does not
/// make a whole segment unreadable; it is synced when the segment is sealed.
///
/// After a failure nothing more is written here: what the file holds behind the last sync is
/// unknown.
final class LiveSegment implements Closeable {
  static final long FILL_LEAST = 64 << 10;
  private static final long FILL_MOST = 4 << 20;
  private static final int SLICE = 256 << 10;

  private final Segment segment;
  private final SegmentEncoder encoder;
  private final Disk.File log;
  private final Sidecar sidecar;
  private final RecordGroup group;
  private final long begin;
  private long filled;
  private long synced;

  /// Where records stand until they are written, for one segment after another.
  record Groups(RecordGroup log, RecordGroup sidecar) {
    Groups() {
      this(new RecordGroup(0, 0), new RecordGroup(0, 0));
    }
  }

  private LiveSegment(
      Segment segment, SegmentEncoder encoder, Disk.File log, Sidecar sidecar, RecordGroup group) {
    this.segment = segment;
    this.encoder = encoder;
    this.group = group;
    this.begin = group.offset();
    this.filled = begin;
    this.synced = begin;
    this.log = log;
    this.sidecar = sidecar;
  }

  /// Makes the file, durably, before anything refers to it.
  ///
  /// @param notes what receivers noted so far
  /// @param marks what other Sondes pushed so far: a segment without them says nothing about
  ///   repeats
  /// @param groups no longer used by the segment before
  static LiveSegment begin(
      Disk disk,
      SegmentHead head,
      SegmentEncoder encoder,
      Groups groups,
      Notebook notes,
      Payload marks)
      throws IOException {
    var segment = new Segment(head, SegmentHead.LENGTH);
    Disk.File log = disk.create(segment.logName());
    try {
      RecordGroup group = groups.log().begin(head.id(), SegmentHead.LENGTH);
      notes.write(chunk -> {
        group.add(RecordType.NOTES, head.first(), 0, chunk);
        log.write(group.bytes(), group.offset());
        group.written();
      });
      group.add(RecordType.MARKS, head.first(), 0, marks);
      log.write(group.bytes(), group.offset());
      group.written();
      log.write(head.bytes(), 0);
      log.sync();
      Sidecar sidecar = Sidecar.create(disk, segment, groups.sidecar());
      try {
        disk.sync();
      } catch (IOException failed) {
        sidecar.close();
        throw failed;
      }
      encoder.begin();
      segment.dictionary(encoder.dictionary());
      segment.end(group.offset());
      segment.bytes(group.offset());
      return new LiveSegment(segment, encoder, log, sidecar, group);
    } catch (IOException failed) {
      log.close();
      disk.delete(segment.logName());
      disk.delete(segment.definitionsName());
      throw failed;
    }
  }

  Segment segment() {
    return segment;
  }

  /// Bytes that the group has come to.
  int grouped() {
    return group.size();
  }

  /// Where the file ends, with what is not synced yet.
  long written() {
    return group.offset();
  }

  /// Has nothing been kept in it?
  boolean isEmpty() {
    return segment.end() == begin;
  }

  /// Should another segment follow? Not while most of it is definitions and notes, which would
  /// stand in the next one once more; unless series come and go, and it goes on and on.
  boolean isFull(long segmentBytes) {
    long again = encoder.definitionBytes() + begin - SegmentHead.LENGTH;
    return encoder.full()
        || (written() >= segmentBytes
            && (written() >= 4 * again || written() + again >= 2 * segmentBytes));
  }

  /// Adds an append to the group. False when it is too large: then nothing is added, and nothing
  /// more can be added here, as its definitions are missing.
  ///
  /// @param first the running number of its first sample
  boolean add(Ticket ticket, long first) throws IOException {
    encoder.encode(ticket.batch, ticket.origin, ticket.notes);
    Payload definitions = encoder.definitions();
    Payload samples = encoder.samples();
    if (Math.max(definitions.size(), samples.size()) > RecordFrame.MAX_PAYLOAD) {
      return false;
    }
    if (definitions.size() > 0) {
      sidecar.add(definitions, first);
      group.add(RecordType.DEFINITIONS, first, 0, definitions);
    }
    group.add(RecordType.SAMPLES, first, ticket.batch.size(), samples);
    return true;
  }

  /// Takes back what was added and not written. Nothing more can be added then.
  void discard() {
    group.discard();
    sidecar.discard();
  }

  /// Writes the group and shows it to the tail.
  void write(Tail tail) throws IOException {
    fill();
    writeGroup();
    sidecar.write();
    tail.append(group.bytes());
    group.written();
    segment.bytes(filled + sidecar.size());
  }

  /// In slices: the runtime keeps a copy outside its heap as large as the largest write.
  private void writeGroup() throws IOException {
    ByteBuffer bytes = group.bytes();
    for (int at = 0; at < group.size(); at += SLICE) {
      bytes.limit(Math.min(at + SLICE, group.size())).position(at);
      log.write(bytes, group.offset() + at);
    }
  }

  private void fill() throws IOException {
    long end = group.offset() + group.size();
    if (end <= filled) {
      return;
    }
    long to = end + Math.clamp(end / 4, FILL_LEAST, FILL_MOST);
    var zeros = ByteBuffer.allocate((int) Math.min(to - filled, FILL_LEAST));
    for (long at = filled; at < to; at += zeros.limit()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
      log.write(zeros, at);
    }
    filled = to;
  }

  /// Makes what was written durable. What may be read ends there from now on.
  void sync() throws IOException {
    if (synced < written()) {
      log.sync();
      synced = written();
    }
  }

  /// Lets readers see what was written.
  void show() {
    segment.end(written());
  }

  /// No more comes: the file ends with a record that says so, and its definitions are durable
  /// twice.
  ///
  /// @param next the running number that the next one begins with
  void seal(Tail tail, long next) throws IOException {
    group.add(RecordType.END, next, 0, new Payload());
    log.write(group.bytes(), group.offset());
    tail.append(group.bytes());
    group.written();
    log.truncate(written());
    log.sync();
    synced = written();
    show();
    sidecar.sync();
    segment.bytes(written() + sidecar.size());
    close();
  }

  /// Something failed: what is behind the last sync goes, as far as that can still be done.
  void abandon() throws IOException {
    try (this) {
      segment.bytes(segment.end() + sidecar.size());
      log.truncate(segment.end());
      log.sync();
      sidecar.sync();
    }
  }

  @Override
  public void close() throws IOException {
    segment.dictionary(null);
    try (sidecar) {
      log.close();
    }
  }
}
