package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Disk;
import dev.sonde.api.Origin;
import dev.sonde.api.Shipment;
import dev.sonde.wire.columns.DamagedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gathers the rows of one stretch, and counts those that are gone.
///
/// In a segment that is being written the dictionary is the writer's own, with the very series that
/// were appended. Elsewhere it is read as the records come; one whose ids are unknown makes it read
/// the segment's sidecar, once.
final class StretchRows {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");

  private final Disk disk;
  private final Damages damages;
  private final IntSupplier indexes;
  private final SampleDecoder decoder = new SampleDecoder();
  private final Map<String, Long> missing = new TreeMap<>();
  private final List<Shipment.Stretch> origins = new ArrayList<>();
  private Dictionary dictionary;
  private boolean live;
  private boolean sidecarRead;

  /// Was there damage before, which may have taken definitions?
  private boolean suspect;

  private final Batch whole = new Batch();
  private Batch batch = new Batch();
  private long from;
  private long to;

  StretchRows(Disk disk, Damages damages, IntSupplier indexes) {
    this.disk = disk;
    this.damages = damages;
    this.indexes = indexes;
    this.dictionary = new Dictionary(indexes);
  }

  /// A stretch begins.
  void begin(long fromNumber, long toNumber, Batch into) {
    from = fromNumber;
    to = toNumber;
    batch = into;
    batch.clear();
    missing.clear();
    origins.clear();
  }

  Contents contents() {
    return new Contents(missing, origins, dictionary::family);
  }

  /// A segment begins.
  void enter(Segment segment) {
    Dictionary written = segment.dictionary();
    dictionary = written == null ? new Dictionary(indexes) : written;
    live = written != null;
    sidecarRead = live;
    suspect = false;
  }

  /// There is damage in this segment. A power cut may have taken definitions and left samples: from
  /// here on a request of which anything is unknown is gone as a whole, as nobody answered for it.
  void suspect() {
    suspect = !live;
  }

  void define(Scanner record) {
    if (live) {
      return;
    }
    try {
      dictionary.define(record.bytes(), record.payloadFrom(), record.payloadTo());
    } catch (DamagedException damaged) {
      LOG.error("definitions that can't be read: {}", damaged.getMessage());
    }
  }

  /// Adds the rows of a record that lie in the stretch. False when there are none.
  boolean add(Segment segment, Scanner record) throws IOException {
    int first = (int) (Math.max(from, record.first()) - record.first());
    int last = (int) (Math.min(to, record.first() + record.count()) - record.first());
    if (first >= last) {
      return false;
    }
    int size = batch.size();
    int unknown = decode(record, first, last);
    boolean gone = suspect && !isWhole(record);
    if ((unknown > 0 || gone) && !sidecarRead) {
      sidecarRead = true;
      sidecar(segment);
      batch.shorten(size);
      unknown = decode(record, first, last);
      gone = suspect && !isWhole(record);
    }
    if (gone) {
      batch.shorten(size);
      unknown = last - first;
    }
    if (unknown > 0) {
      missing.merge("damaged", (long) unknown, Long::sum);
      damages.met(segment, record.offset(), record.nextOffset(), unknown);
    }
    if (batch.size() > size && decoder.origin() instanceof Origin.Sender(BatchId id)) {
      origins.add(new Shipment.Stretch(size, batch.size(), id));
    }
    return true;
  }

  /// As far as it can be read: what stays unknown is counted.
  private void sidecar(Segment segment) throws IOException {
    try {
      Sidecar.read(disk, segment, dictionary);
    } catch (DamagedException damaged) {
      LOG.warn("{}: {}", segment.definitionsName(), damaged.getMessage());
    }
  }

  private boolean isWhole(Scanner record) {
    whole.clear();
    try {
      decoder.open(record.bytes(), record.payloadFrom(), record.payloadTo());
      return decoder.decode(0, record.count(), dictionary, whole) == 0;
    } catch (DamagedException _) {
      return false;
    }
  }

  /// Gives how many rows could not be read.
  private int decode(Scanner record, int first, int last) {
    int size = batch.size();
    try {
      decoder.open(record.bytes(), record.payloadFrom(), record.payloadTo());
      return decoder.decode(first, last, dictionary, batch);
    } catch (DamagedException _) {
      batch.shorten(size);
      return last - first;
    }
  }

  /// Counts what is gone, as far as it lies in the stretch.
  void lost(long first, long last, String reason) {
    long count = Math.min(last, to) - Math.max(first, from);
    if (count > 0) {
      missing.merge(reason, count, Long::sum);
    }
  }
}
