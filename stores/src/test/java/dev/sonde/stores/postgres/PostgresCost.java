package dev.sonde.stores.postgres;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.store.Answer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// What the store costs, beside one row for a sample, for people to run: version of the server,
/// collections of 600 samples every 5 s (120960 are 7 days), collections for the peer.
final class PostgresCost {
  private static final int WIDTH = 600;
  private static final long INTERVAL = 5000;
  private static final long MICROS_TO_2000 = 946_684_800_000_000L;

  private final PostgresServer server;
  private final String database;
  private final SplittableRandom random = new SplittableRandom(1);
  private final double[] values = new double[WIDTH];
  private final ManualTime time = new ManualTime("2026-01-08T00:00:00Z");
  private final long end = time.wallMillis();

  private PostgresCost(PostgresServer server) throws Exception {
    this.server = server;
    this.database = server.database();
  }

  public static void main(String[] arguments) throws Exception {
    System.setProperty("sonde.postgres.fsync", "on");
    try (var server = PostgresServer.start(Integer.parseInt(arguments[0]))) {
      new PostgresCost(server).ours(Integer.parseInt(arguments[1]));
      new PostgresCost(server).peers(Integer.parseInt(arguments[2]));
    }
  }

  private void ours(int collections) throws Exception {
    Series[] series = new Series[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      var labels = Labels.of("core", Integer.toString(i / 60), "host", "machine");
      series[i] = new Series("metric_" + i % 60, labels, i);
    }
    UUID instance = UUID.randomUUID();
    var batch = new Batch();
    try (Store store = Stores.open(Stores.keys(server, database), time)) {
      long begin = System.nanoTime();
      for (int n = 0; n < collections; n++) {
        batch.clear();
        measure();
        for (int i = 0; i < WIDTH; i++) {
          batch.add(series[i], end - (collections - n) * INTERVAL, values[i]);
        }
        var id = new BatchId(instance, 1, (long) n * WIDTH, (n + 1L) * WIDTH);
        var shipment = new Shipment(id, batch, List.of(), name -> Family.gauge(name, "", ""));
        if (!store.send(store.encode(shipment)).equals(Outcome.ACCEPTED)) {
          throw new IllegalStateException("not accepted");
        }
      }
      said("ours", collections, System.nanoTime() - begin);
      size("sonde.collections%", collections);
      tend(store);
      size("sonde.collections%", collections);
      size("sonde.tracks%", collections);
      run("VACUUM ANALYZE");
      var one = Selection.of(Matcher.is(Matcher.NAME, "metric_7"), Matcher.is("core", "3"));
      long week = Duration.ofDays(7).toMillis();
      var steps = new Steps(end - week, week / 300, 300);
      timed(
          "one series, 7 days, 300 steps",
          () -> {
            store.history().steps(one, steps, Fold.AVERAGE, new Answer());
            return 0;
          });
      timed(
          "the same, raw",
          () -> {
            store.history().samples(one, steps.span(), new Answer());
            return 0;
          });
      timed(
          "the newest of all",
          () -> {
            store.history().latest(Selection.ALL, new Span(0, end), new Answer());
            return 0;
          });
      String query =
          "SELECT count(*), avg(value) FROM sonde.samples WHERE name = 'metric_7'"
              + " AND labels->>'core' = '3' AND timestamp > '2026-01-01'";
      timed("the view, one series, 7 days", () -> server.rows(database, query));
      server.rows(database, "EXPLAIN (ANALYZE, BUFFERS) " + query).forEach(System.out::println);
      time.pass(Duration.ofDays(2));
      timed(
          "dropping a day",
          () -> {
            store.tend();
            return 0;
          });
      run("DELETE FROM sonde.hours");
      timed(
          "one series, 300 steps, from the rows",
          () -> {
            store.history().steps(one, steps, Fold.AVERAGE, new Answer());
            return 0;
          });
    }
  }

  /// Until there is nothing to do.
  private void tend(Store store) throws Exception {
    double before = Double.MAX_VALUE;
    for (int quiet = 0; quiet < 12; quiet = before > 500 ? 0 : quiet + 1) {
      long begin = System.nanoTime();
      store.tend();
      before = (System.nanoTime() - begin) / 1e6;
      time.pass(Duration.ofMinutes(1));
      System.out.printf(Locale.ROOT, "  tending: %.0f ms%n", before);
    }
  }

  private void peers(int collections) throws Exception {
    run(
        "CREATE TABLE samples (series integer NOT NULL, time timestamptz NOT NULL,"
            + " value double precision NOT NULL, PRIMARY KEY (series, time))");
    try (Connection connection = server.connect(database)) {
      connection.setAutoCommit(false);
      var postgres = connection.unwrap(PGConnection.class);
      long begin = System.nanoTime();
      for (int n = 0; n < collections; n++) {
        measure();
        CopyIn copy = postgres.getCopyAPI().copyIn("COPY samples FROM STDIN WITH (FORMAT binary)");
        byte[] bytes = rows(end - (collections - n) * INTERVAL);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
        connection.commit();
      }
      said("one row for a sample", collections, System.nanoTime() - begin);
    }
    size("samples%", collections);
  }

  private byte[] rows(long at) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(new byte[] {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0});
      out.writeLong(0);
      for (int i = 0; i < WIDTH; i++) {
        out.writeShort(3);
        out.writeInt(4);
        out.writeInt(i);
        out.writeInt(8);
        out.writeLong(at * 1000 - MICROS_TO_2000);
        out.writeInt(8);
        out.writeDouble(values[i]);
      }
      out.writeShort(-1);
    }
    return bytes.toByteArray();
  }

  private void measure() {
    for (int i = 0; i < WIDTH; i++) {
      values[i] += random.nextInt(100) / 10.0;
    }
  }

  private static void said(String what, int collections, long nanos) {
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f samples/s, %.0f us for a commit%n",
        what,
        collections * WIDTH / (nanos / 1e9),
        nanos / 1e3 / collections);
  }

  private void size(String tables, int collections) throws Exception {
    String bytes =
        server
            .rows(
                database,
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r'"
                    + " AND oid::regclass::text LIKE '"
                    + tables
                    + "'")
            .getFirst();
    System.out.printf(
        Locale.ROOT, "  %.2f B a sample%n", Long.parseLong(bytes) / (double) WIDTH / collections);
  }

  private static void timed(String what, Callable<?> work) throws Exception {
    for (int i = 0; i < 3; i++) {
      long begin = System.nanoTime();
      work.call();
      System.out.printf(Locale.ROOT, "  %s: %.0f ms%n", what, (System.nanoTime() - begin) / 1e6);
    }
  }

  private void run(String command) throws Exception {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
