package dev.sonde.stores.embedded;

import dev.sonde.api.Family;
import dev.sonde.api.Series;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the writer knows of series without asking the file: their numbers, the day of which they
/// are known to be, and the family that was written last. For one thread at a time.
///
/// # Implementation notes
///
/// A series is one object as long as a segment of the journal is read, so it is found by where its
/// index falls in a table, with nothing to compare but the object; what is not there is looked up
/// in the file by its text. Indexes are given in a row, so hardly two fall together; when many do,
/// the table grows. After a rollback everything is forgotten.
final class SeriesTable {
  /// The largest number that a series may have.
  static final int MOST = 1 << 26;

  private static final int FIRST = 1024;
  private static final int LARGEST = 1 << 18;
  private static final int MOST_FAMILIES = 10_000;
  private static final int NEVER = Integer.MIN_VALUE;

  private @Nullable Series[] known = new Series[FIRST];
  private long[] ids = new long[FIRST];
  private int[] days = new int[FIRST];
  private @Nullable Family[] told = new Family[FIRST];
  private int[] toldAt = new int[FIRST];
  private final Map<String, Family> families = new HashMap<>();
  private final Bytes labels = new Bytes();
  private final Numbers numbers;
  private int familyChanges;
  private int evicted;

  /// @param most the largest number that is given
  SeriesTable(int most) {
    numbers = new Numbers(most);
  }

  void forget() {
    numbers.forget();
    known = new Series[FIRST];
    ids = new long[FIRST];
    days = new int[FIRST];
    told = new Family[FIRST];
    toldAt = new int[FIRST];
    families.clear();
    familyChanges++;
    evicted = 0;
  }

  /// Where this series stands in the table from now on, until another call.
  int place(Link link, Series series) throws SQLException {
    int at = series.index() & known.length - 1;
    if (known[at] == series) {
      return at;
    }
    long id = id(link, series);
    if (known[at] != null && ++evicted > known.length / 4) {
      grow();
      at = series.index() & known.length - 1;
    }
    known[at] = series;
    ids[at] = id;
    days[at] = NEVER;
    told[at] = null;
    return at;
  }

  /// Its number; negative when there are too many series.
  long id(int place) {
    return ids[place];
  }

  /// Is this day the one that was noted last?
  boolean isOf(int place, int day) {
    return days[place] == day;
  }

  void noted(int place, int day) {
    days[place] = day;
  }

  private void grow() {
    evicted = 0;
    if (known.length < LARGEST) {
      int length = known.length * 2;
      known = new Series[length];
      ids = new long[length];
      days = new int[length];
      told = new Family[length];
      toldAt = new int[length];
    }
  }

  private long id(Link link, Series series) throws SQLException {
    byte[] name = series.name().getBytes(StandardCharsets.UTF_8);
    LabelBytes.write(labels, series);
    byte[] text = labels.copy();
    long hash = LabelBytes.hash(name, text);
    try (ResultSet rows =
        link.with("SELECT id, name, labels FROM series WHERE hash = ?", hash).executeQuery()) {
      while (rows.next()) {
        if (Arrays.equals(Link.bytes(rows, 2), name) && Arrays.equals(Link.bytes(rows, 3), text)) {
          return rows.getLong(1);
        }
      }
    }
    int id = numbers.take(link);
    if (id != Numbers.NONE) {
      link.change(
          "INSERT INTO series(id, hash, name, labels) VALUES(?, ?, ?, ?)", id, hash, name, text);
    }
    return id;
  }

  /// @return whether it is the very object that was written last; an equal one is looked at
  @SuppressWarnings("ReferenceEquality") // comparing what they say would cost more than it saves
  private boolean isTold(int place, Family family) {
    return told[place] == family && toldAt[place] == familyChanges;
  }

  /// Writes down what is known about the series' name, unless that is what was written last.
  void know(Link link, int place, Family family) throws SQLException {
    if (isTold(place, family)) {
      return;
    }
    if (!family.equals(families.get(family.name()))) {
      if (families.size() >= MOST_FAMILIES) {
        families.clear();
      }
      families.put(family.name(), family);
      familyChanges++;
      link.change(
          "INSERT OR REPLACE INTO family(name, kind, unit, help) VALUES(?, ?, ?, ?)",
          family.name().getBytes(StandardCharsets.UTF_8),
          family.kind().name(),
          family.unit(),
          family.help());
    }
    told[place] = family;
    toldAt[place] = familyChanges;
  }
}
