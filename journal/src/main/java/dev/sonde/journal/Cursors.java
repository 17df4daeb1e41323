package dev.sonde.journal;

import dev.sonde.api.Disk;
import dev.sonde.api.Time;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All destinations that have a cursor, configured or not.
final class Cursors implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");
  private static final long KEPT_MILLIS = 24L * 60 * 60 * 1000;
  private static final String ASIDE = ".unreadable";

  private final Disk disk;
  private final Time time;
  private final Map<String, Cursor> byName = new ConcurrentHashMap<>();

  /// Those configured; null while nobody has said, then all hold.
  private volatile @Nullable Set<String> configured;

  Cursors(Disk disk, Time time) {
    this.disk = disk;
    this.time = time;
  }

  /// Reads those on disk. One that can't be read is left aside: its destination begins anew, with
  /// the oldest that is there.
  void load() throws IOException {
    for (String fileName : disk.list()) {
      if (CursorName.isUnfinished(fileName)) {
        disk.delete(fileName);
      } else if (CursorName.matches(fileName) && !fileName.endsWith(ASIDE)) {
        try {
          load(fileName);
        } catch (IOException failed) {
          LOG.error("{} can't be read: {}", fileName, failed.getMessage());
        }
      }
    }
  }

  private void load(String fileName) throws IOException {
    switch (CursorFile.open(disk, fileName)) {
      case CursorFile.Opening.Ready(var file) -> byName.put(file.state().name(), new Cursor(file));
      case CursorFile.Opening.Unreadable(var why) -> {
        LOG.error(
            "{} can't be read: {}. Its destination begins with the oldest that is there, and may get"
                + " samples twice",
            fileName,
            why);
        disk.rename(fileName, fileName + ASIDE);
      }
    }
  }

  /// A destination's cursor, or a new one.
  ///
  /// @param oldest where one begins that can't be read any more
  /// @param start where a new one begins
  synchronized Cursor open(String name, UUID instance, long oldest, long start) throws IOException {
    Cursor known = byName.get(name);
    if (known != null) {
      known.seen(time.wallMillis());
      return known;
    }
    String fileName = CursorName.of(name);
    boolean wasThere = disk.has(fileName) || disk.has(fileName + ASIDE);
    long begin = wasThere ? oldest : start;
    CursorState state = CursorState.begun(name, instance, begin, time.wallMillis());
    var fresh = new Cursor(CursorFile.create(disk, fileName, state));
    disk.delete(fileName + ASIDE);
    byName.put(name, fresh);
    return fresh;
  }

  void retain(Collection<String> names) {
    configured = Set.copyOf(new HashSet<>(names));
  }

  /// The highest number that any cursor has come to.
  long highest() {
    long highest = 0;
    for (Cursor each : byName.values()) {
      highest = Math.max(highest, each.highest());
    }
    return highest;
  }

  /// Those that still wait for something before a number.
  List<Cursor> waitingBefore(long number) {
    var waiting = new ArrayList<Cursor>();
    for (Cursor each : byName.values()) {
      if (holds(each.name()) && each.waitsBefore(number)) {
        waiting.add(each);
      }
    }
    return waiting;
  }

  /// Might one of them come back for something before a number?
  boolean mayReturnBefore(long number) {
    return byName.values().stream()
        .anyMatch(each -> holds(each.name()) && each.mayReturnBefore(number));
  }

  private boolean holds(String name) {
    Set<String> now = configured;
    return now == null || now.contains(name);
  }

  /// Forgets those that have not been configured for 24 hours.
  void forgetAbandoned() throws IOException {
    long now = time.wallMillis();
    for (Cursor each : List.copyOf(byName.values())) {
      if (holds(each.name())) {
        each.seen(now);
      } else if (now - each.state().seenMillis() > KEPT_MILLIS) {
        byName.remove(each.name());
        each.close();
        disk.delete(CursorName.of(each.name()));
        LOG.info("the cursor of {} is gone: not configured for 24 hours", each.name());
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Cursor each : byName.values()) {
      each.close();
    }
  }
}
