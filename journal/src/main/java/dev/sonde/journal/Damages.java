package dev.sonde.journal;

import dev.sonde.api.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Places in the log that can't be read: each told once, its bytes set aside in a file.
final class Damages {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");
  private static final String PREFIX = "damaged-";
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_FILES = 100;
  private static final int MOST_KNOWN = 10_000;

  private record Place(long segment, long offset) {}

  private final Disk disk;
  private final JournalCounts counts;
  private final Set<Place> known = ConcurrentHashMap.newKeySet();

  Damages(Disk disk, JournalCounts counts) {
    this.disk = disk;
    this.counts = counts;
  }

  static boolean isName(String fileName) {
    return fileName.startsWith(PREFIX);
  }

  /// Bytes of a segment could not be read as records.
  ///
  /// @param samples how many are lost by it, as the running numbers around it say
  void met(Segment segment, long from, long to, long samples) {
    if (known.size() >= MOST_KNOWN || !known.add(new Place(segment.head().sequence(), from))) {
      return;
    }
    counts.damaged(samples);
    String kept = setAside(segment, from, to);
    if (samples > 0) {
      LOG.error(
          "{} is damaged from byte {} to {}: {} samples are lost; {}",
          segment,
          from,
          to,
          samples,
          kept);
    } else {
      LOG.warn(
          "{} is damaged from byte {} to {}; no sample is lost by it; {}", segment, from, to, kept);
    }
  }

  /// Running numbers are missing where nothing is damaged: a file is gone.
  void gap(Segment before, long fromNumber, long toNumber) {
    if (known.size() < MOST_KNOWN && known.add(new Place(-1, fromNumber))) {
      counts.damaged(toNumber - fromNumber);
      LOG.error(
          "samples {} to {} are missing, {} in all: something is gone at or before {}",
          fromNumber,
          toNumber,
          toNumber - fromNumber,
          before);
    }
  }

  /// Running numbers were given and their samples did not get to the disk. Whoever reads up to the
  /// gap does not count it once more.
  void unsynced(long fromNumber, long toNumber) {
    known.add(new Place(-1, fromNumber));
    counts.damaged(toNumber - fromNumber);
  }

  private String setAside(Segment segment, long from, long to) {
    String name = PREFIX + Segment.stem(segment.head().sequence()) + "-" + from;
    try {
      if (disk.has(name)) {
        return "its bytes are in " + name;
      }
      if (disk.list().stream().filter(Damages::isName).count() >= MOST_FILES) {
        return "its bytes are not set aside: there are " + MOST_FILES + " such files already";
      }
      var bytes = ByteBuffer.allocate((int) Math.min(to - from, MOST_BYTES));
      try (Disk.File source = disk.read(segment.logName());
          Disk.File target = disk.create(name)) {
        source.read(bytes, from);
        target.write(bytes.flip(), 0);
      }
      return "its bytes are in " + name;
    } catch (IOException failed) {
      return "its bytes could not be set aside: " + failed.getMessage();
    }
  }
}
