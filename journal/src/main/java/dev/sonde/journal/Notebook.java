package dev.sonde.journal;

import dev.sonde.api.Note;
import dev.sonde.api.Notes;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import dev.sonde.wire.columns.PayloadReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest notes of all receivers. Changed by the writer's thread alone, read by any.
///
/// # Implementation notes
///
/// A note stands with the samples it came with, in their record, so that one is never there without
/// the other. All of them stand once more at the beginning of each segment: what is needed after a
/// restart is in the newest one, however old the segment is in which a note was written. So they
/// are bounded by a part of a segment, counted with what they take in memory.
///
/// Those that were not written again for eight days leave when a segment begins; when half of the
/// room is used, those of two hours. An owner may note more while that leaves as much room as it
/// has itself: one alone gets half, and nobody everything.
final class Notebook implements Notes {
  static final long KEPT_MILLIS = Duration.ofDays(8).toMillis();
  static final long KEPT_WHEN_FULL_MILLIS = Duration.ofHours(2).toMillis();
  private static final int CHUNK = 256 << 10;
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");

  /// Takes what stands at the beginning of a segment, piece by piece.
  interface Sink {
    /// @param chunk good until this returns
    void take(Payload chunk) throws IOException;
  }

  /// One note. Only the writer's thread looks at its time.
  private static final class Held {
    final Note.Text text;
    long millis;

    Held(Note.Text text, long millis) {
      this.text = text;
      this.millis = millis;
    }

    int cost() {
      return Notes.cost(text.bytes().length);
    }
  }

  private static final class Owned {
    final Map<Note.Place, Held> held = new ConcurrentHashMap<>();
    final AtomicLong cost = new AtomicLong();
  }

  private final Map<String, Owned> owners = new ConcurrentHashMap<>();
  private volatile long most = Long.MAX_VALUE;
  private final AtomicLong cost = new AtomicLong();

  @Override
  public Optional<Note.Text> find(String owner, Note.Place place) {
    Owned owned = owners.get(owner);
    Held held = owned == null ? null : owned.held.get(place);
    return held == null ? Optional.empty() : Optional.of(held.text);
  }

  @Override
  public long room(String owner) {
    Owned owned = owners.get(owner);
    return most - cost.get() - (owned == null ? 0 : owned.cost.get());
  }

  /// How much there may be.
  void bound(long bytes) {
    most = bytes;
  }

  /// How much there is.
  long cost() {
    return cost.get();
  }

  void add(Iterable<Note> notes, long millis) {
    for (Note each : notes) {
      put(each.owner(), each.place(), new Held(each.text(), millis));
    }
  }

  /// Adds what an older segment has, where nothing newer is known.
  void addOlder(Notebook older) {
    older.owners.forEach((owner, owned) -> {
      Owned own = owners.get(owner);
      owned.held.forEach((place, held) -> {
        if (own == null || !own.held.containsKey(place)) {
          put(owner, place, held);
        }
      });
    });
  }

  private void put(String owner, Note.Place place, Held held) {
    Owned owned = owners.computeIfAbsent(owner, _ -> new Owned());
    count(owned, held.cost(), owned.held.put(place, held));
  }

  private void count(Owned owned, int more, @Nullable Held gone) {
    int change = more - (gone == null ? 0 : gone.cost());
    owned.cost.addAndGet(change);
    cost.addAndGet(change);
  }

  /// The wall clock has jumped: age is not measured by it.
  void shift(long millis) {
    owners.values().forEach(owned -> owned.held.values().forEach(each -> each.millis += millis));
  }

  /// Forgets what is old, and the oldest when there is too much.
  void forget(long nowMillis) {
    forgetBefore(nowMillis - (cost() > most / 2 ? KEPT_WHEN_FULL_MILLIS : KEPT_MILLIS));
    while (cost() > most) {
      long before = cost();
      forgetBefore(eighth() + 1);
      LOG.warn(
          "what receivers noted takes {} bytes of {}: {} of the oldest are forgotten, such as"
              + " totals of increases, which begin anew",
          before,
          most,
          before - cost());
    }
    owners.values().removeIf(owned -> owned.held.isEmpty());
  }

  private void forgetBefore(long millis) {
    for (Owned owned : owners.values()) {
      owned.held.forEach((place, held) -> {
        if (held.millis < millis) {
          count(owned, 0, owned.held.remove(place));
        }
      });
    }
  }

  /// When that eighth of them was written that was written first.
  private long eighth() {
    long[] times =
        owners.values().stream()
            .flatMap(owned -> owned.held.values().stream())
            .mapToLong(each -> each.millis)
            .sorted()
            .toArray();
    return times[times.length / 8];
  }

  /// Writes all of them, none when there are none.
  void write(Sink to) throws IOException {
    var chunk = new Payload();
    for (var each : owners.entrySet()) {
      chunk.clear();
      for (var held : each.getValue().held.entrySet()) {
        if (chunk.size() == 0) {
          chunk.putByte(1);
          Noted.putText(each.getKey(), chunk);
        }
        chunk.putLong(held.getValue().millis);
        Noted.write(held.getKey(), held.getValue().text, chunk);
        if (chunk.size() > CHUNK) {
          to.take(chunk);
          chunk.clear();
        }
      }
      if (chunk.size() > 0) {
        to.take(chunk);
      }
    }
  }

  /// Adds what a chunk holds.
  void read(byte[] bytes, int from, int to) throws DamagedException {
    var in = new PayloadReader();
    in.open(bytes, from, to);
    if (in.readByte() != 1) {
      throw new DamagedException("notes of a version this Sonde does not know");
    }
    String owner = Noted.text(in);
    while (in.remaining() > 0) {
      long millis = in.readLong();
      put(owner, Noted.place(in), new Held(Noted.bytes(in), millis));
    }
  }
}
