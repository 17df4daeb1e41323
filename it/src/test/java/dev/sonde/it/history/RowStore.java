package dev.sonde.it.history;

import dev.sonde.api.Batch;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Span;
import dev.sonde.it.Postgres;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// One row for each sample, with an index of series and time: what people make first. Written with
/// binary COPY, the fastest way in.
final class RowStore implements Feed.Taker, AutoCloseable {
  private static final long MICROS_TO_2000 = 946_684_800_000_000L;
  private static final int POINTS = 300;
  private static final byte[] HEAD = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Connection connection;
  private final CopyManager copies;

  RowStore(Postgres server) throws SQLException {
    server.run(
        "CREATE TABLE row_for_each (series integer NOT NULL, time timestamptz NOT NULL,"
            + " value double precision NOT NULL, PRIMARY KEY (series, time))");
    connection = server.connect();
    connection.setAutoCommit(false);
    copies = connection.unwrap(PGConnection.class).getCopyAPI();
  }

  @Override
  public void take(Batch batch) throws IOException, SQLException {
    var copy = copies.copyIn("COPY row_for_each FROM STDIN WITH (FORMAT binary)");
    var body = encoded(batch);
    copy.writeToCopy(body, 0, body.length);
    copy.endCopy();
    connection.commit();
  }

  private byte[] encoded(Batch batch) throws IOException {
    bytes.reset();
    try (var out = new DataOutputStream(bytes)) {
      out.write(HEAD);
      for (int row = 0; row < batch.size(); row++) {
        out.writeShort(3);
        out.writeInt(Integer.BYTES);
        out.writeInt(batch.series(row).index());
        out.writeInt(Long.BYTES);
        out.writeLong(batch.time(row) * 1000 - MICROS_TO_2000);
        out.writeInt(Double.BYTES);
        out.writeDouble(batch.value(row));
      }
      out.writeShort(-1);
    }
    return bytes.toByteArray();
  }

  void deleteFirstDay() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "DELETE FROM row_for_each"
              + " WHERE time < (SELECT min(time) FROM row_for_each) + interval '1 day'");
    }
    connection.commit();
  }

  /// Asks for a mean in each of 300 steps: a query whose first place is the step, whose last two
  /// are the span, and which answers with an instant and a number.
  static void points(Connection connection, String query, Span span, Points answer, Object... which)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      int place = 0;
      statement.setString(++place, (span.toMillis() - span.fromMillis()) / POINTS + " ms");
      for (var each : which) {
        statement.setObject(++place, each);
      }
      statement.setTimestamp(++place, new Timestamp(span.fromMillis()));
      statement.setTimestamp(++place, new Timestamp(span.toMillis()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          answer.point(rows.getTimestamp(1).getTime(), rows.getDouble(2));
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
