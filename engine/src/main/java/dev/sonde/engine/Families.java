package dev.sonde.engine;

import dev.sonde.api.Family;
import dev.sonde.api.Intake;
import dev.sonde.api.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What is known about names. The newest word wins, and what is news goes to the journal.
///
/// # Implementation notes
///
/// Names come from outside, so there are as many as there may be series. Names of which no series
/// is left stay until room is needed: then they all go. Texts are cut, and bounded together; what
/// goes beyond has its kind without them.
final class Families {
  static final int LONGEST_TEXT = 4096;
  static final long ALL_TEXTS = 16 << 20;
  private static final int TRIES = 1024;

  private final Map<String, Family> byName = new ConcurrentHashMap<>();
  private final SeriesTable table;
  private final Intake intake;
  private final AtomicLong texts = new AtomicLong();
  private final AtomicInteger refusals = new AtomicInteger();

  Families(SeriesTable table, Intake intake) {
    this.table = table;
    this.intake = intake;
  }

  /// Takes note of a family, unless there are as many names as there may be series. Gives the one
  /// that is kept, so that many series share its texts.
  Family declare(Family given) {
    Family before = byName.get(given.name());
    if (before != null && before.equals(given)) {
      return before;
    }
    Family family = fitting(given, before);
    if (before != null && before.equals(family)) {
      return before;
    }
    if (before != null || hasRoom()) {
      Family replaced = byName.put(family.name(), family);
      texts.addAndGet(length(family) - (replaced == null ? 0 : length(replaced)));
      intake.describe(family);
    }
    return family;
  }

  /// The one that is kept under the name of this one; this one when there is none.
  Family known(Family family) {
    return byName.getOrDefault(family.name(), family);
  }

  private Family fitting(Family given, @Nullable Family before) {
    Family cut = new Family(given.name(), given.kind(), cut(given.unit()), cut(given.help()));
    long more = length(cut) - (before == null ? 0 : length(before));
    return more <= 0 || texts.get() + more <= ALL_TEXTS
        ? cut
        : new Family(given.name(), given.kind(), "", "");
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? 1 : 0;
    return text.substring(0, LONGEST_TEXT - end);
  }

  private static long length(Family family) {
    return (long) family.unit().length() + family.help().length();
  }

  private boolean hasRoom() {
    return isBelowLimit()
        || (refusals.getAndIncrement() % TRIES == 0 && isBelowLimitWithoutTheDead());
  }

  private boolean isBelowLimit() {
    return byName.size() < table.limits().maxSeries();
  }

  /// Lets go of the names of which no series is left.
  private boolean isBelowLimitWithoutTheDead() {
    List<String> candidates = List.copyOf(byName.keySet());
    Set<String> live = table.names();
    for (String each : candidates) {
      Family gone = live.contains(each) ? null : byName.remove(each);
      texts.addAndGet(gone == null ? 0 : -length(gone));
    }
    return isBelowLimit();
  }

  /// What is known about a name; a family of unknown kind when nothing is.
  Family of(String name) {
    Family known = byName.get(name);
    return known == null ? new Family(name, Kind.UNKNOWN, "", "") : known;
  }
}
