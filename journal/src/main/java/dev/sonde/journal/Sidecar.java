package dev.sonde.journal;

import dev.sonde.api.Disk;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The definitions of a segment a second time, in a file of their own, in the same records.
final class Sidecar implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");

  private final Disk.File file;
  private final RecordGroup pending;

  private Sidecar(Disk.File file, RecordGroup pending) {
    this.file = file;
    this.pending = pending;
  }

  /// @param group for its records, from now on
  static Sidecar create(Disk disk, Segment segment, RecordGroup group) throws IOException {
    return new Sidecar(disk.create(segment.definitionsName()), group.begin(seed(segment), 0));
  }

  /// Reads a segment's definitions from its sidecar into a dictionary, as many as can be read.
  static void read(Disk disk, Segment segment, Dictionary into) throws IOException {
    if (!disk.has(segment.definitionsName())) {
      return;
    }
    try (Scanner records = records(disk, segment)) {
      while (records.next()) {
        define(records, into);
      }
    }
  }

  private static void define(Scanner records, Dictionary into) {
    if (records.type() != RecordType.DEFINITIONS) {
      return;
    }
    try {
      into.define(records.bytes(), records.payloadFrom(), records.payloadTo());
    } catch (DamagedException damaged) {
      LOG.error("definitions that can't be read: {}", damaged.getMessage());
    }
  }

  /// Where bytes begin that are no records; -1 when there are none.
  static long damagedFrom(Disk disk, Segment segment) throws IOException {
    if (!disk.has(segment.definitionsName())) {
      return -1;
    }
    try (Scanner records = records(disk, segment)) {
      while (records.next()) {
        if (records.damagedFrom() >= 0) {
          return records.damagedFrom();
        }
      }
      return records.damagedFrom();
    }
  }

  /// Its records. Whoever asks closes them.
  static Scanner records(Disk disk, Segment segment) throws IOException {
    return new Scanner(new FileSource(disk.read(segment.definitionsName())), seed(segment), 0);
  }

  /// Makes it anew from the definitions among a segment's records, which it closes.
  static void rewrite(Disk disk, Segment segment, Scanner records) throws IOException {
    disk.delete(segment.definitionsName());
    try (records;
        Sidecar fresh = create(disk, segment, new RecordGroup(0, 0))) {
      var payload = new Payload();
      while (records.next()) {
        if (records.type() == RecordType.DEFINITIONS) {
          payload.clear();
          payload.putBytes(records.bytes(), records.payloadFrom(), records.payloadTo());
          fresh.add(payload, records.first());
          fresh.write();
        }
      }
      fresh.sync();
    }
  }

  private static long seed(Segment segment) {
    return ~segment.head().id();
  }

  void add(Payload definitions, long first) throws IOException {
    pending.add(RecordType.DEFINITIONS, first, 0, definitions);
  }

  void discard() {
    pending.discard();
  }

  void write() throws IOException {
    if (pending.size() > 0) {
      file.write(pending.bytes(), pending.offset());
      pending.written();
    }
  }

  void sync() throws IOException {
    file.sync();
  }

  long size() {
    return pending.offset();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /// A whole file's bytes.
  record FileSource(Disk.File file) implements Scanner.Source {
    @Override
    public int read(long offset, byte[] into, int at, int most) throws IOException {
      return Math.max(0, file.read(ByteBuffer.wrap(into, at, most), offset));
    }

    @Override
    public long end() throws IOException {
      return file.size();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
