package dev.sonde.stores.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/// A connection that keeps its statements. For one thread at a time.
final class Link implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.stores.embedded");
  private static final int MOST_STATEMENTS = 64;
  private static final byte[] NOTHING = {};

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

  Link(Connection connection) {
    this.connection = connection;
  }

  /// Something to do with a link.
  interface Work<T> {
    T on(Link link) throws SQLException, IOException, InterruptedException;
  }

  /// Makes a value of a row.
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /// A statement with these values, as numbers, texts and bytes go.
  PreparedStatement with(String sql, Object... values) throws SQLException {
    PreparedStatement statement = statement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /// The statement itself, made once.
  PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known != null) {
      return known;
    }
    if (statements.size() >= MOST_STATEMENTS) {
      var eldest = statements.entrySet().iterator();
      eldest.next().getValue().close();
      eldest.remove();
    }
    PreparedStatement made = connection.prepareStatement(sql);
    statements.put(sql, made);
    return made;
  }

  /// Changes rows.
  ///
  /// @return how many
  int change(String sql, Object... values) throws SQLException {
    return with(sql, values).executeUpdate();
  }

  <T> List<T> all(Row<T> row, String sql, Object... values) throws SQLException {
    var found = new ArrayList<T>();
    try (ResultSet rows = with(sql, values).executeQuery()) {
      while (rows.next()) {
        stopIfInterrupted();
        found.add(row.of(rows));
      }
    }
    return found;
  }

  /// Somebody who asked is gone, or has waited long enough. The interrupt stays, so that whoever
  /// waits for it knows.
  static void stopIfInterrupted() throws SQLException {
    if (Thread.currentThread().isInterrupted()) {
      throw new SQLException("the query was given up");
    }
  }

  /// One number, or another where there is none.
  long number(long otherwise, String sql, Object... values) throws SQLException {
    try (ResultSet rows = with(sql, values).executeQuery()) {
      if (!rows.next()) {
        return otherwise;
      }
      long number = rows.getLong(1);
      return rows.wasNull() ? otherwise : number;
    }
  }

  /// A row's bytes; none where a damaged file has something else.
  static byte[] bytes(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? NOTHING : bytes;
  }

  /// The same for text.
  static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  /// Something that is done once and not kept.
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Writes all that is there now to another file, from one thread while [#interrupt] may come from
  /// another. Nothing may be under way.
  boolean copy(Path to) throws SQLException {
    connection.setAutoCommit(true);
    with("VACUUM INTO ?", to.toAbsolutePath().toString()).execute();
    return true;
  }

  /// Makes the transaction that begins one that writes, before it has read anything: one that reads
  /// first is told at once that somebody else is writing (SQLITE_BUSY), and this one waits.
  void claim() throws SQLException {
    change("UPDATE day SET day = day WHERE FALSE");
  }

  /// What runs on another thread fails soon.
  void interrupt() throws SQLException {
    connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
  }

  /// Makes all statements anew: one that found the file damaged can't be used again.
  void renew() {
    for (PreparedStatement each : statements.values()) {
      close(each);
    }
    statements.clear();
  }

  private static void close(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      LOG.debug("a statement says once more why it failed", e);
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  /// Closes the statements, too.
  @Override
  public void close() throws SQLException {
    statements.clear();
    connection.close();
  }
}
