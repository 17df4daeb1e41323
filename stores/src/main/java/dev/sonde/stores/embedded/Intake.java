package dev.sonde.stores.embedded;

import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Family;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.stores.LeastProgress;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Writes a batch: its samples as a row for each window, new series, families, marks, and the
/// cursor, all in the transaction that is open. For one thread at a time.
final class Intake {
  private static final String REFUSED =
      "too old, more than a day ahead, or of more series than the store takes";

  private final SeriesTable series;
  private final List<HeadWriter> heads = new ArrayList<>();
  private final ByteSource body = new ByteSource();
  private NavigableMap<Integer, DayState> days = new TreeMap<>();
  private final Map<Integer, Long> rows = new HashMap<>();
  private int open;
  private long wholeFrom = Long.MIN_VALUE;

  /// @param mostSeries more than so many are refused
  Intake(int mostSeries) {
    series = new SeriesTable(mostSeries);
  }

  /// What does not belong into the file.
  ///
  /// @param oldest samples before it are refused
  /// @param newest and so are those behind it, as long as the clock can be right: one that is years
  ///   ahead must not make a day's tables for each of its samples
  record Bounds(long oldest, long newest, int today) {}

  /// Nothing of what was done since the last commit holds, or the file is another.
  void forget(Link link) throws SQLException {
    series.forget();
    days = DayState.all(link);
    rows.keySet().retainAll(days.keySet());
    wholeFrom = DayState.wholeFrom(days);
  }

  /// How many rows a day has got, since some moment: whoever finds the same number again may rely
  /// on what he read between.
  long rows(int day) {
    return rows.getOrDefault(day, 0L);
  }

  /// @throws IOException when it has a part of the batch
  Outcome write(Link link, Encoded encoded, Draft draft, Bounds bounds, LeastProgress least)
      throws SQLException, IOException {
    BatchId id = encoded.id();
    long has = Marks.upTo(link, id.instance(), id.epoch());
    least.check(id, has);
    if (id.to() <= has) {
      return Outcome.ACCEPTED;
    }
    if (id.from() < has) {
      throw new IOException("samples up to " + has + " are stored, so not the batch " + id);
    }
    long before = Tail.rest(link, id, draft.origins());
    List<Shipment.Stretch> repeated = repeated(link, draft.origins(), before > 0);
    long refused = samples(link, encoded, draft, bounds, repeated);
    if (!isIn(repeated, draft.batchRows() - 1)) {
      Tail.note(link, id, draft.origins(), draft.batchRows(), before);
    }
    for (Shipment.Stretch each : draft.origins()) {
      Marks.add(link, each.id(), bounds.today());
    }
    if (!Marks.advance(link, id, has, bounds.today())) {
      throw new IOException("the cursor was moved by somebody else: " + id);
    }
    return new Outcome.Accepted(refused, refused == 0 ? "" : REFUSED);
  }

  private long samples(
      Link link, Encoded encoded, Draft draft, Bounds bounds, List<Shipment.Stretch> repeated)
      throws SQLException, IOException {
    int begin = encoded.body().arrayOffset() + encoded.body().position();
    body.read(encoded.body().array(), begin, begin + encoded.body().remaining());
    open = 0;
    long newest = newest(encoded, begin, bounds);
    long refused = 0;
    for (int i = 0; i < encoded.samples(); i++) {
      long time = body.fixed64();
      double value = Double.longBitsToDouble(body.fixed64());
      if (time < oldest(bounds) || time > newest) {
        refused++;
      } else if (repeated.isEmpty() || !isIn(repeated, draft.row(i))) {
        refused += sample(link, draft, i, time, value) ? 0 : 1;
      }
    }
    for (int i = 0; i < open; i++) {
      insert(link, heads.get(i));
    }
    return refused;
  }

  /// Days of which only the thinned-out rest is there stay so, but for those that samples are
  /// expected for: they were dropped while the clock was wrong.
  private long oldest(Bounds bounds) {
    long expected = Windows.dayStart(bounds.today() - 1);
    return Math.max(bounds.oldest(), Math.min(wholeFrom, expected));
  }

  /// When the file has newer samples than the clock knows of, or none, and the whole batch is
  /// ahead, it is the clock that is wrong: it is behind.
  private long newest(Encoded encoded, int begin, Bounds bounds) throws IOException {
    boolean doubtful = days.isEmpty() || Windows.dayStart(days.lastKey()) > bounds.newest();
    if (!doubtful) {
      return bounds.newest();
    }
    long known = days.isEmpty() ? Long.MIN_VALUE : Windows.dayStart(days.lastKey() + 1);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < encoded.samples(); i++) {
      least = Math.min(least, body.fixed64());
      body.fixed64();
    }
    body.read(encoded.body().array(), begin, begin + encoded.body().remaining());
    long ahead = EmbeddedConfig.ahead(Math.max(known, Math.min(least, Windows.endOfDays())));
    return Math.min(Math.max(bounds.newest(), ahead), Windows.endOfDays() - 1);
  }

  /// @param goesOn what others pushed first is the rest of what came last, no repeat
  private static List<Shipment.Stretch> repeated(
      Link link, List<Shipment.Stretch> origins, boolean goesOn) throws SQLException {
    var repeated = new ArrayList<Shipment.Stretch>();
    for (Shipment.Stretch each : origins.subList(goesOn ? 1 : 0, origins.size())) {
      if (Marks.has(link, each.id())) {
        repeated.add(each);
      }
    }
    return repeated;
  }

  private static boolean isIn(List<Shipment.Stretch> stretches, int row) {
    for (Shipment.Stretch each : stretches) {
      if (row >= each.from() && row < each.to()) {
        return true;
      }
    }
    return false;
  }

  /// @return whether it belongs into the file
  private boolean sample(Link link, Draft draft, int index, long time, double value)
      throws SQLException {
    int place = series.place(link, draft.series(index));
    if (series.id(place) < 0) {
      return false;
    }
    Family family = draft.family(index);
    if (family != null) {
      series.know(link, place, family);
    }
    int day = Windows.day(time);
    if (!series.isOf(place, day)) {
      day(link, day);
      link.change(
          "INSERT OR IGNORE INTO seen_" + Windows.name(day) + "(series) VALUES(?)",
          series.id(place));
      series.noted(place, day);
    }
    head(Windows.of(time)).add(series.id(place), time, value);
    return true;
  }

  /// Makes sure that the day has tables.
  private void day(Link link, int day) throws SQLException {
    DayState state = days.get(day);
    if (state == null || !state.whole()) {
      Schema.makeDay(link, day);
      boolean thin = state != null && state.thin() != DayState.Thin.NONE;
      days.put(day, new DayState(day, true, thin ? DayState.Thin.LACKING : DayState.Thin.NONE));
      wholeFrom = DayState.wholeFrom(days);
    }
  }

  private HeadWriter head(long window) {
    for (int i = open - 1; i >= 0; i--) {
      if (heads.get(i).window() == window) {
        return heads.get(i);
      }
    }
    if (open == heads.size()) {
      heads.add(new HeadWriter());
    }
    HeadWriter head = heads.get(open++);
    head.begin(window);
    return head;
  }

  private void insert(Link link, HeadWriter head) throws SQLException {
    int day = Windows.dayOf(head.window());
    String table = "head_" + Windows.name(day);
    long first = Windows.rows(head.window());
    long last =
        link.number(
            first,
            "SELECT max(id) FROM " + table + " WHERE id >= ? AND id < ?",
            first,
            Windows.rowsEnd(head.window()));
    link.change("INSERT INTO " + table + "(id, blob) VALUES(?, ?)", last + 1, head.write());
    rows.merge(day, 1L, Long::sum);
    DayState state = days.get(day);
    if (state != null && state.thin() == DayState.Thin.ALL) {
      link.change("UPDATE day SET thin = ? WHERE day = ?", DayState.Thin.LACKING.code(), day);
      days.put(day, new DayState(day, state.whole(), DayState.Thin.LACKING));
    }
  }
}
