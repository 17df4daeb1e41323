package dev.sonde.wire.scrape;

import dev.sonde.api.Kind;
import dev.sonde.api.TextHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The families that a page in Prometheus' text has named so far.
final class FamilyTable {
  private static final List<String> SUFFIXES = List.of("_bucket", "_sum", "_count", "_total");
  private static final int LARGE = 1 << 14;

  private final TextHash hash;
  private final LongTable places = new LongTable();
  private final List<FamilyEntry> entries = new ArrayList<>();
  private final FamilyEntry none = new FamilyEntry();
  private int size;

  /// What was found last; samples of one name stand together.
  private @Nullable FamilyEntry last;

  private int lastFrom;
  private int lastTo;

  FamilyTable(TextHash hash) {
    this.hash = hash;
  }

  void clear() {
    places.clear();
    if (entries.size() > LARGE) {
      entries.subList(LARGE, entries.size()).clear();
    }
    size = 0;
    last = null;
  }

  /// The family of this name, made when there is none.
  FamilyEntry named(byte[] page, int from, int to) {
    last = null;
    long key = key(page, from, to);
    int place = places.get(key);
    if (place == LongTable.ABSENT) {
      places.put(key, ++size);
      return next();
    }
    return entries.get(place - 1);
  }

  private FamilyEntry next() {
    if (size > entries.size()) {
      entries.add(new FamilyEntry());
    }
    var entry = entries.get(size - 1);
    entry.clear();
    return entry;
  }

  /// The family that a sample of this name belongs to; one that says nothing when there is none.
  FamilyEntry of(byte[] page, int from, int to) {
    if (last != null && Arrays.equals(page, from, to, page, lastFrom, lastTo)) {
      return last;
    }
    lastFrom = from;
    lastTo = to;
    last = search(page, from, to);
    return last;
  }

  private FamilyEntry search(byte[] page, int from, int to) {
    if (Escapes.has(page, from, to)) {
      var plain = Escapes.plain(page, from, to, true);
      return ofPlain(plain, 0, plain.length);
    }
    return ofPlain(page, from, to);
  }

  private FamilyEntry ofPlain(byte[] name, int from, int to) {
    int place = places.get(hash.of(name, from, to));
    for (int i = 0; place == LongTable.ABSENT && i < SUFFIXES.size(); i++) {
      if (Bytes.endsWith(name, from, to, SUFFIXES.get(i))) {
        place = part(name, from, to, SUFFIXES.get(i));
      }
    }
    return place == LongTable.ABSENT ? none : entries.get(place - 1);
  }

  private int part(byte[] name, int from, int to, String suffix) {
    int place = places.get(hash.of(name, from, to - suffix.length()));
    boolean fits = place != LongTable.ABSENT && has(entries.get(place - 1).kind(), suffix);
    return fits ? place : LongTable.ABSENT;
  }

  private static boolean has(Kind kind, String suffix) {
    return switch (kind) {
      case HISTOGRAM -> !suffix.equals("_total");
      case SUMMARY -> suffix.equals("_sum") || suffix.equals("_count");
      case COUNTER -> suffix.equals("_total");
      case UNKNOWN, GAUGE, GAUGE_HISTOGRAM, INFO, STATE_SET -> false;
    };
  }

  private long key(byte[] page, int from, int to) {
    if (Escapes.has(page, from, to)) {
      var plain = Escapes.plain(page, from, to, true);
      return hash.of(plain, 0, plain.length);
    }
    return hash.of(page, from, to);
  }
}
