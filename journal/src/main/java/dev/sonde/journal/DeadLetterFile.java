package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Disk;
import dev.sonde.wire.columns.DamagedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/// Reads a dead letter: a segment of its own, with the destination's answer.
final class DeadLetterFile {
  private DeadLetterFile() {}

  /// What can be said of it without its samples.
  static DeadLetter look(Disk disk, String name) throws IOException {
    SegmentHead head = head(disk, name);
    long to = head.first() + 1;
    int samples = 0;
    String answer = "";
    try (Scanner records = records(disk, name, head)) {
      while (records.next()) {
        if (records.type() == RecordType.ANSWER) {
          answer = text(records);
        } else if (records.type() == RecordType.SAMPLES) {
          samples = records.count();
        }
      }
    }
    to = Math.max(to, end(name, head.first() + samples));
    var id = new BatchId(head.instance(), head.epoch(), head.first(), to);
    return new DeadLetter(name, id, head.createdMillis(), samples, answer);
  }

  /// Its samples.
  static Contents read(Disk disk, String name, IntSupplier indexes, Batch into) throws IOException {
    into.clear();
    var dictionary = new Dictionary(indexes);
    var decoder = new SampleDecoder();
    SegmentHead head = head(disk, name);
    long missing = 0;
    try (Scanner records = records(disk, name, head)) {
      while (records.next()) {
        if (records.type() == RecordType.DEFINITIONS) {
          dictionary.define(records.bytes(), records.payloadFrom(), records.payloadTo());
        } else if (records.type() == RecordType.SAMPLES) {
          decoder.open(records.bytes(), records.payloadFrom(), records.payloadTo());
          missing += decoder.decode(0, records.count(), dictionary, into);
        }
      }
    }
    Map<String, Long> lost = missing == 0 ? Map.of() : Map.of("damaged", missing);
    return new Contents(lost, List.of(), dictionary::family);
  }

  private static String text(Scanner record) {
    int length = record.payloadTo() - record.payloadFrom();
    return new String(record.bytes(), record.payloadFrom(), length, StandardCharsets.UTF_8);
  }

  /// The end of its range stands in its name.
  private static long end(String name, long otherwise) {
    int from = name.lastIndexOf('-') + 1;
    int to = name.length() - DeadLetters.SUFFIX.length();
    try {
      return Long.parseLong(name.substring(from, to));
    } catch (IndexOutOfBoundsException | NumberFormatException _) {
      return otherwise;
    }
  }

  private static SegmentHead head(Disk disk, String name) throws IOException {
    try {
      SegmentHead head = Recovery.head(disk, name);
      if (head == null) {
        throw new DamagedException(name + ": its head can't be read");
      }
      return head;
    } catch (SegmentHead.NewerVersionException newer) {
      throw new IOException(name + ": " + newer.getMessage(), newer);
    }
  }

  private static Scanner records(Disk disk, String name, SegmentHead head) throws IOException {
    return new Scanner(new Sidecar.FileSource(disk.read(name)), head.id(), SegmentHead.LENGTH);
  }
}
