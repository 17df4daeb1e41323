package dev.sonde.it.history;

import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.it.Postgres;
import dev.sonde.it.journal.RealStore;
import dev.sonde.testkit.ManualTime;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Made-up history in PostgreSQL, in Sonde's layout and in one row for each sample, both in one
/// server and both at one commit for each collection. Does what standard input says and answers
/// each line with one of JSON; `ours` and `rows` stand before what is for one of them.
///
/// `load COLLECTIONS`, `settle`, `bytes`, `query ROUNDS DAYS`: a series in 300 points, another one
/// each time; `forget`: a day is too old; `view ROUNDS DAYS`: the same question as `query`, in SQL.
final class PostgresLoad {
  private static final int POINTS = 300;
  private static final int TENDINGS = 6;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Postgres server;
  private final Feed ours;
  private final Feed theirs;
  private final Store store;
  private final Shipping shipping;
  private final RowStore rows;

  private PostgresLoad(Postgres server, Feed ours, Feed theirs) throws SQLException {
    this.server = server;
    this.ours = ours;
    this.theirs = theirs;
    this.store = RealStore.postgres(server.port(), ours.time());
    this.shipping = new Shipping(store);
    this.rows = new RowStore(server);
  }

  /// Words: folder, number of series, seconds between collections, when the first one is.
  public static void main(String[] words) throws Exception {
    int series = Integer.parseInt(words[1]);
    var every = Duration.ofSeconds(Long.parseLong(words[2]));
    try (var server = new Postgres(Path.of(words[0])).ready()) {
      var load =
          new PostgresLoad(
              server,
              new Feed(series, every, new ManualTime(words[3])),
              new Feed(series, every, new ManualTime(words[3])));
      load.follow();
      load.store.close();
      load.rows.close();
    }
  }

  private void follow() throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      var words = line.split(" ");
      System.out.println(words[0].equals("ours") ? ours(words) : rows(words));
    }
  }

  private String ours(String[] words) throws Exception {
    return switch (words[1]) {
      case "load" -> load(ours, words, shipping, store::tend);
      case "settle" -> tended();
      case "bytes" -> bytes("relname LIKE 'collections%' AND relnamespace = 'sonde'::regnamespace");
      case "query" -> queried(Integer.parseInt(words[2]), Long.parseLong(words[3]));
      case "latest" -> latest(Integer.parseInt(words[2]));
      case "view" -> viewed(Integer.parseInt(words[2]), Long.parseLong(words[3]));
      case "forget" -> {
        ours.time().pass(Duration.ofDays(1));
        yield tended();
      }
      default -> throw new IllegalArgumentException(words[1]);
    };
  }

  private String rows(String[] words) throws Exception {
    return switch (words[1]) {
      case "load" -> load(theirs, words, rows, () -> {});
      case "settle" -> timed(List.of(() -> server.run("VACUUM ANALYZE row_for_each")));
      case "bytes" -> bytes("relname = 'row_for_each'");
      case "query" -> rowsQueried(Integer.parseInt(words[2]), Long.parseLong(words[3]));
      case "forget" ->
          timed(List.of(() -> rows.deleteFirstDay(), () -> server.run("VACUUM row_for_each")));
      default -> throw new IllegalArgumentException(words[1]);
    };
  }

  private String load(Feed feed, String[] words, Feed.Taker taker, Feed.Keeper keeper)
      throws Exception {
    double before = server.cpuSeconds();
    var spent = feed.load(Integer.parseInt(words[2]), taker, keeper).json();
    return "{\"server\": %.3f, \"spent\": %s}".formatted(server.cpuSeconds() - before, spent);
  }

  private String tended() throws Exception {
    var duties = new ArrayList<Feed.Keeper>();
    for (int i = 0; i < TENDINGS; i++) {
      duties.add(() -> {
        ours.time().pass(MINUTE);
        store.tend();
      });
    }
    return timed(duties);
  }

  private static String timed(List<Feed.Keeper> duties) throws Exception {
    var each = new ArrayList<Double>();
    for (var duty : duties) {
      long begin = System.nanoTime();
      duty.tend();
      each.add((System.nanoTime() - begin) / 1e6);
    }
    return "{\"millis\": " + each + "}";
  }

  private String bytes(String which) throws SQLException {
    var total =
        "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND " + which;
    return "{\"bytes\": " + server.rows(total).getFirst() + "}";
  }

  private String queried(int rounds, long days) throws Exception {
    long span = Duration.ofDays(days).toMillis();
    var steps = new Steps(end(ours) - span, span / POINTS, POINTS);
    return Asked.of(
            rounds,
            (round, answer) -> store.history().steps(one(round), steps, Fold.AVERAGE, answer))
        .json();
  }

  private Selection one(int round) {
    var one = ours.host().series(number(round));
    var device = String.valueOf(one.labels().value("device"));
    return Selection.of(Matcher.is(Matcher.NAME, one.name()), Matcher.is("device", device));
  }

  private String latest(int rounds) throws Exception {
    var span = new Span(end(ours) - Duration.ofMinutes(10).toMillis(), end(ours) + 1);
    return Asked.of(rounds, (_, answer) -> store.history().latest(Selection.ALL, span, answer))
        .json();
  }

  private String viewed(int rounds, long days) throws Exception {
    var query =
        """
        SELECT date_bin(?::interval, timestamp, 'epoch'), avg(value) FROM sonde.samples
        WHERE name = ? AND labels->>'device' = ? AND timestamp >= ? AND timestamp < ? GROUP BY 1\
        """;
    try (Connection connection = server.connect()) {
      return Asked.of(
              rounds,
              (round, answer) -> {
                var one = ours.host().series(number(round));
                var device = String.valueOf(one.labels().value("device"));
                RowStore.points(connection, query, span(ours, days), answer, one.name(), device);
              })
          .json();
    }
  }

  private String rowsQueried(int rounds, long days) throws Exception {
    var query =
        """
        SELECT date_bin(?::interval, time, 'epoch'), avg(value) FROM row_for_each
        WHERE series = ? AND time >= ? AND time < ? GROUP BY 1\
        """;
    try (Connection connection = server.connect()) {
      return Asked.of(
              rounds,
              (round, answer) ->
                  RowStore.points(connection, query, span(theirs, days), answer, number(round)))
          .json();
    }
  }

  private int number(int round) {
    return round * 37 % ours.host().count();
  }

  private static Span span(Feed feed, long days) {
    return new Span(end(feed) - Duration.ofDays(days).toMillis(), end(feed));
  }

  /// The midnight at which the load ended.
  private static long end(Feed feed) {
    long day = Duration.ofDays(1).toMillis();
    return feed.time().wallMillis() / day * day;
  }
}
