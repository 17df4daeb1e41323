package dev.sonde.journal;

import dev.sonde.api.BatchId;
import dev.sonde.api.Disk;
import dev.sonde.api.Family;
import dev.sonde.api.Origin;
import dev.sonde.api.Shipment;
import dev.sonde.api.Time;
import dev.sonde.wire.columns.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Batches that a destination will never take, with what it said: kept for people, bounded, the
/// oldest go first. Each is a file of its own that holds all it needs.
public final class DeadLetters {
  static final String SUFFIX = ".dead";
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");
  private static final int MOST_BATCHES = 1_000;
  private static final long MOST_BYTES = 64L << 20;

  private record Letter(String file, long samples, long bytes) {}

  private final Disk disk;
  private final String destination;
  private final String prefix;
  private final Time time;
  private final List<Letter> letters = new ArrayList<>();

  DeadLetters(Disk disk, String destination, Time time) {
    this.disk = disk;
    this.destination = destination;
    this.prefix = prefix(destination);
    this.time = time;
  }

  /// Finds those that are there.
  synchronized void load() throws IOException {
    letters.clear();
    for (String name : disk.list().stream().sorted().toList()) {
      if (name.startsWith(prefix) && name.endsWith(SUFFIX)) {
        letters.add(new Letter(name, samples(name), disk.size(name)));
      }
    }
  }

  /// Keeps a batch, durably. A second time for the same id replaces the first.
  ///
  /// @param answer what the destination said
  public synchronized void add(Shipment shipment, String answer) throws IOException {
    replace(shipment.id());
    String name = name(shipment);
    long bytes = write(name, shipment, answer);
    letters.add(new Letter(name, shipment.batch().size(), bytes));
    bound();
  }

  /// How many batches there are.
  public synchronized int count() {
    return letters.size();
  }

  /// Samples in them.
  public synchronized long samples() {
    return letters.stream().mapToLong(Letter::samples).sum();
  }

  private void replace(BatchId id) throws IOException {
    String suffix = suffix(id);
    for (Letter each : List.copyOf(letters)) {
      if (each.file().endsWith(suffix)) {
        disk.delete(each.file());
        letters.remove(each);
      }
    }
  }

  private void bound() throws IOException {
    long bytes = letters.stream().mapToLong(Letter::bytes).sum();
    while (letters.size() > 1 && (letters.size() > MOST_BATCHES || bytes > MOST_BYTES)) {
      Letter oldest = letters.removeFirst();
      disk.delete(oldest.file());
      bytes -= oldest.bytes();
      LOG.warn(
          "there are too many dead letters of {}: the oldest, with {} samples, is deleted",
          destination,
          oldest.samples());
    }
  }

  private long write(String name, Shipment shipment, String answer) throws IOException {
    BatchId id = shipment.id();
    var head =
        new SegmentHead(
            ThreadLocalRandom.current().nextLong(),
            id.instance(),
            id.epoch(),
            0,
            id.from(),
            time.wallMillis());
    var encoder = new SegmentEncoder(() -> 0);
    for (int row = 0; row < shipment.batch().size(); row++) {
      Family family = shipment.families().apply(shipment.batch().series(row).name());
      if (family != null) {
        encoder.describe(family);
      }
    }
    encoder.begin();
    encoder.encode(shipment.batch(), Origin.UNNAMED);
    var group = new RecordGroup(head.id(), SegmentHead.LENGTH);
    group.add(RecordType.ANSWER, id.from(), 0, Payload.text(answer));
    group.add(RecordType.DEFINITIONS, id.from(), 0, encoder.definitions());
    group.add(RecordType.SAMPLES, id.from(), shipment.batch().size(), encoder.samples());
    String unfinished = name + ".new";
    disk.delete(unfinished);
    try (Disk.File file = disk.create(unfinished)) {
      file.write(head.bytes(), 0);
      file.write(group.bytes(), SegmentHead.LENGTH);
      file.sync();
    }
    disk.rename(unfinished, name);
    disk.sync();
    return (long) SegmentHead.LENGTH + group.size();
  }

  private String name(Shipment shipment) {
    return String.format(
        Locale.ROOT,
        "%s%013d-%d%s",
        prefix,
        time.wallMillis(),
        shipment.batch().size(),
        suffix(shipment.id()));
  }

  static String prefix(String destination) {
    return "dead-" + CursorName.encoded(destination) + '.';
  }

  private static String suffix(BatchId id) {
    return "-" + Long.toHexString(id.epoch()) + "-" + id.from() + "-" + id.to() + SUFFIX;
  }

  private static long samples(String name) {
    String[] parts = name.substring(name.indexOf('.') + 1).split("-", 3);
    try {
      return parts.length == 3 ? Long.parseLong(parts[1]) : 0;
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
