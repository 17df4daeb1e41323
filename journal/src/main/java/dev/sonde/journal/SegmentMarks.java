package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Disk;
import dev.sonde.api.Origin;
import dev.sonde.wire.columns.DamagedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads from one segment what other Sondes pushed, and what receivers noted.
///
/// A power cut may leave samples without what defines them. Those were never answered for and can't
/// be read, so they leave no mark, or their sender would be told that they are here. They are
/// looked for only behind damage: elsewhere definitions stand before their samples.
final class SegmentMarks {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");

  private final Disk disk;
  private final Segment segment;
  private final Marks marks;
  private final Notebook notebook;
  private final SampleDecoder decoder = new SampleDecoder();
  private final Batch batch = new Batch();
  private boolean damaged;
  private @Nullable Dictionary dictionary;

  SegmentMarks(Disk disk, Segment segment, Marks marks, Notebook notebook) {
    this.disk = disk;
    this.segment = segment;
    this.marks = marks;
    this.notebook = notebook;
  }

  /// Adds what a record says; true when everything up to there is said. Notes stand before marks:
  /// they are complete when nothing before those is damaged.
  boolean add(Scanner records) throws IOException {
    damaged |= records.damagedFrom() >= 0;
    try {
      switch (records.type()) {
        case RecordType.MARKS -> {
          marks.read(records.bytes(), records.payloadFrom(), records.payloadTo());
          return !damaged;
        }
        case RecordType.NOTES ->
            notebook.read(records.bytes(), records.payloadFrom(), records.payloadTo());
        case RecordType.SAMPLES -> samples(records);
        default -> {}
      }
    } catch (DamagedException failed) {
      damaged = true;
      LOG.error("{} at byte {}: {}", segment, records.offset(), failed.getMessage());
    }
    return false;
  }

  private void samples(Scanner records) throws IOException {
    decoder.open(records.bytes(), records.payloadFrom(), records.payloadTo());
    notebook.add(decoder.notes(), segment.touchedMillis());
    if (decoder.origin() instanceof Origin.Sender(BatchId id)
        && (!damaged || isReadable(records.count()))) {
      marks.add(id, segment.touchedMillis());
    }
  }

  private boolean isReadable(int rows) throws IOException {
    batch.clear();
    return decoder.decode(0, rows, definitions(), batch) == 0;
  }

  /// From both copies; each may lack what the other's need.
  private Dictionary definitions() throws IOException {
    Dictionary known = dictionary;
    if (known == null) {
      known = new Dictionary(() -> 0);
      dictionary = known;
      Sidecar.read(disk, segment, known);
      try (Scanner records = SegmentSource.records(disk, segment)) {
        while (records.next()) {
          if (records.type() == RecordType.DEFINITIONS) {
            known.define(records.bytes(), records.payloadFrom(), records.payloadTo());
          }
        }
      }
      Sidecar.read(disk, segment, known);
    }
    return known;
  }
}
