package dev.sonde.journal;

import dev.sonde.api.BatchId;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import dev.sonde.wire.columns.PayloadReader;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What other Sondes pushed so far: for each sender and epoch a set of ranges, kept for 30 days
/// after the last one. Used by the writer's thread alone, but for [#end].
final class Marks {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");
  static final long KEPT_MILLIS = 30L * 24 * 60 * 60 * 1000;
  private static final int MOST = 1 << 20;
  private static final int MOST_SENDERS = 1 << 16;

  /// How a range lies to what is there.
  enum Relation {
    NEW,
    REPEATED,
    OVERLAPS
  }

  private record Sender(UUID instance, long epoch) {}

  private static final class Seen {
    final Ranges ranges = new Ranges();
    long millis;
  }

  private final Map<Sender, Seen> senders = new HashMap<>();

  /// How far each of them is safe.
  private final Map<Sender, Long> ends = new ConcurrentHashMap<>();

  Relation relation(BatchId id) {
    Seen seen = senders.get(new Sender(id.instance(), id.epoch()));
    if (seen == null || !seen.ranges.touches(id.from(), id.to())) {
      return Relation.NEW;
    }
    return seen.ranges.contains(id.from(), id.to()) ? Relation.REPEATED : Relation.OVERLAPS;
  }

  void add(BatchId id, long millis) {
    Seen seen = senders.computeIfAbsent(new Sender(id.instance(), id.epoch()), _ -> new Seen());
    seen.ranges.add(id.from(), id.to());
    seen.millis = Math.max(seen.millis, millis);
    if (senders.size() > MOST_SENDERS) {
      forgetOldest();
    }
  }

  /// What was added is safe.
  void confirm(BatchId id) {
    confirm(new Sender(id.instance(), id.epoch()));
  }

  /// All that is here is safe.
  void confirmAll() {
    senders.keySet().forEach(this::confirm);
  }

  private void confirm(Sender sender) {
    Seen seen = senders.get(sender);
    if (seen != null) {
      ends.put(sender, seen.ranges.end());
    }
  }

  /// The number after the last safe sample of a sender's epoch; 0 when there is none. May be asked
  /// by any thread.
  long end(UUID instance, long epoch) {
    return ends.getOrDefault(new Sender(instance, epoch), 0L);
  }

  private void forgetOldest() {
    long[] times = senders.values().stream().mapToLong(each -> each.millis).sorted().toArray();
    long limit = times[MOST_SENDERS / 8];
    senders.values().removeIf(each -> each.millis <= limit);
    ends.keySet().retainAll(senders.keySet());
    LOG.warn(
        "more than {} senders pushed: those silent longest are forgotten, a repeat of theirs would"
            + " be taken again",
        MOST_SENDERS);
  }

  /// The wall clock has jumped: silence is not measured by it.
  void shift(long millis) {
    senders.values().forEach(each -> each.millis += millis);
  }

  /// Takes back what was just added: it was refused after all.
  void withdraw(BatchId id) {
    Seen seen = senders.get(new Sender(id.instance(), id.epoch()));
    if (seen != null) {
      seen.ranges.remove(id.from(), id.to());
    }
  }

  /// Forgets senders that have been silent for 30 days.
  void forget(long nowMillis) {
    if (senders.values().removeIf(each -> nowMillis - each.millis > KEPT_MILLIS)) {
      ends.keySet().retainAll(senders.keySet());
    }
  }

  void write(Payload out) {
    out.clear();
    out.putByte(1);
    out.putVarint(senders.size());
    senders.forEach((sender, seen) -> {
      out.putLong(sender.instance().getMostSignificantBits());
      out.putLong(sender.instance().getLeastSignificantBits());
      out.putLong(sender.epoch());
      out.putLong(seen.millis);
      seen.ranges.write(out);
    });
  }

  /// Adds what a record holds.
  void read(byte[] bytes, int from, int to) throws DamagedException {
    var in = new PayloadReader();
    in.open(bytes, from, to);
    if (in.readByte() != 1) {
      throw new DamagedException("marks of a version this Sonde does not know");
    }
    int count = in.readCount("senders", MOST);
    for (int i = 0; i < count; i++) {
      var sender = new Sender(new UUID(in.readLong(), in.readLong()), in.readLong());
      Seen seen = senders.computeIfAbsent(sender, _ -> new Seen());
      seen.millis = Math.max(seen.millis, in.readLong());
      seen.ranges.read(in);
    }
    in.end();
  }
}
