package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.Disk;
import dev.sonde.api.Origin;
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

  private final Segment segment;
  private final SegmentEncoder encoder;
  private final Disk.File log;
  private final Sidecar sidecar;
  private final RecordGroup group;
  private long filled = SegmentHead.LENGTH;
  private long synced = SegmentHead.LENGTH;

  private LiveSegment(Segment segment, SegmentEncoder encoder, Disk.File log, Sidecar sidecar) {
    this.segment = segment;
    this.encoder = encoder;
    this.group = new RecordGroup(segment.head().id(), SegmentHead.LENGTH);
    this.log = log;
    this.sidecar = sidecar;
  }

  /// Makes the file, durably, before anything refers to it.
  static LiveSegment begin(Disk disk, SegmentHead head, SegmentEncoder encoder) throws IOException {
    var segment = new Segment(head, SegmentHead.LENGTH);
    Disk.File log = disk.create(segment.logName());
    try {
      log.write(head.bytes(), 0);
      log.sync();
      Sidecar sidecar = Sidecar.create(disk, segment);
      try {
        disk.sync();
      } catch (IOException failed) {
        sidecar.close();
        throw failed;
      }
      encoder.begin();
      segment.dictionary(encoder.dictionary());
      return new LiveSegment(segment, encoder, log, sidecar);
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

  /// Should another segment follow? Not while most of it is definitions, which would stand in the
  /// next one once more; unless series come and go, and it goes on and on.
  boolean isFull(long segmentBytes) {
    long definitions = encoder.definitionBytes();
    return encoder.full()
        || (written() >= segmentBytes
            && (written() >= 4 * definitions || written() + definitions >= 2 * segmentBytes));
  }

  /// Adds an append to the group.
  ///
  /// @param first the running number of its first sample
  void add(Batch batch, Origin origin, long first) throws IOException {
    encoder.encode(batch, origin);
    Payload definitions = encoder.definitions();
    if (definitions.size() > 0) {
      sidecar.add(definitions, first);
      add(RecordType.DEFINITIONS, first, 0, definitions);
    }
    add(RecordType.SAMPLES, first, batch.size(), encoder.samples());
  }

  /// Adds a record of another type to the group.
  void add(int type, long first, int count, Payload payload) throws IOException {
    group.add(type, first, count, payload);
  }

  /// Writes the group and shows it to the tail.
  void write(Tail tail) throws IOException {
    fill();
    log.write(group.bytes(), group.offset());
    sidecar.write();
    tail.append(group.bytes());
    group.written();
    segment.bytes(filled + sidecar.size());
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
    add(RecordType.END, next, 0, new Payload());
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
