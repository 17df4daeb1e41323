package dev.sonde.app.log;

import dev.sonde.api.Time;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.event.Level;

/// Lets a warning or an error through once a minute, and then says how often it came. For one
/// thread.
final class Folding {
  static final long WINDOW_NANOS = 60_000_000_000L;
  private static final int REMEMBERED = 256;

  private record Key(Level level, String logger, String message) {}

  private static final class Seen {
    final long sinceNanos;
    long repeats;

    Seen(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }
  }

  private final Time time;
  private final Map<Key, Seen> seen = new LinkedHashMap<>();

  Folding(Time time) {
    this.time = time;
  }

  /// The lines to show now that this one has come: what was held back long enough, and the line
  /// itself unless it is a repeat.
  List<Line> pass(Line line) {
    var out = new ArrayList<Line>();
    expire(line.timeMillis(), out);
    if (line.level().toInt() < Level.WARN.toInt()) {
      out.add(line);
      return out;
    }
    Seen before = seen.get(new Key(line.level(), line.logger(), line.message()));
    if (before != null) {
      before.repeats++;
    } else {
      seen.put(new Key(line.level(), line.logger(), line.message()), new Seen(time.nanos()));
      out.add(line);
    }
    return out;
  }

  private void expire(long nowMillis, List<Line> out) {
    for (Iterator<Map.Entry<Key, Seen>> each = seen.entrySet().iterator(); each.hasNext(); ) {
      Map.Entry<Key, Seen> eldest = each.next();
      boolean over = time.nanos() - eldest.getValue().sinceNanos >= WINDOW_NANOS;
      if (!over && seen.size() <= REMEMBERED) {
        return;
      }
      each.remove();
      if (eldest.getValue().repeats > 0) {
        out.add(summary(nowMillis, eldest.getKey(), eldest.getValue().repeats));
      }
    }
  }

  private static Line summary(long nowMillis, Key key, long repeats) {
    String times = repeats == 1 ? "once more" : repeats + " times more";
    String message = key.message() + " (" + times + " since)";
    return new Line(nowMillis, key.level(), key.logger(), message, null);
  }
}
