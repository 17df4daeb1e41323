package dev.sonde.stores.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Brings the schema up to date, one after the other, in one transaction, one Sonde at a time.
final class Migrations {
  /// What must be there.
  static final int VERSION = 2;

  private static final int OLDEST = 150_000;

  /// The names of the locks, for all who use the schema.
  static final long LOCK = 0x736f_6e64_6501L;

  /// Who may not make schemas may not say IF NOT EXISTS either.
  static final String SCHEMA_IS_THERE =
      "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'sonde')";

  private static final String CLASSIC_IS_THERE =
      "SELECT bool_and(to_regclass(name) IS NOT NULL)"
          + " AND to_regprocedure('cleanup_old_metrics()') IS NOT NULL"
          + " FROM unnest(ARRAY['metrics_cpu', 'metrics_ram', 'metrics_gpu',"
          + " 'metrics_temperature', 'metrics_disk', 'v_metrics_24h']) name";

  private Migrations() {}

  static void run(Connection connection, PostgresConfig config) throws SQLException, IOException {
    boolean classic = config.classicTables() && !Sql.flag(connection, CLASSIC_IS_THERE);
    if (classic || version(connection) != VERSION) {
      try (Statement statement = connection.createStatement()) {
        Sql.lock(connection, LOCK);
        int has = version(connection);
        check(has);
        if (has == 0) {
          examine(connection);
          if (!Sql.flag(connection, SCHEMA_IS_THERE)) {
            statement.execute("CREATE SCHEMA sonde");
          }
          statement.execute(
              "CREATE TABLE sonde.migrations (version integer PRIMARY KEY,"
                  + " at timestamptz NOT NULL DEFAULT now())");
        }
        for (int next = has + 1; next <= VERSION; next++) {
          statement.execute(script(next + ".sql"));
          statement.execute("INSERT INTO sonde.migrations (version) VALUES (" + next + ")");
        }
        if (classic) {
          statement.execute(script("classic.sql"));
        }
      }
    }
    connection.commit();
  }

  private static void check(int has) throws IOException {
    if (has > VERSION) {
      throw new IOException(
          "the schema sonde was made by a newer Sonde (its version is %d, this one knows %d): update"
                  .formatted(has, VERSION)
              + " this Sonde");
    }
  }

  private static void examine(Connection connection) throws SQLException, IOException {
    long server = Sql.number(connection, "SELECT current_setting('server_version_num')::integer");
    if (server < OLDEST) {
      throw new IOException(
          "PostgreSQL " + server / 10_000 + " is too old; Sonde needs 15 or newer");
    }
    String encoding = Sql.text(connection, "SHOW server_encoding");
    if (!encoding.equals("UTF8")) {
      throw new IOException(
          "the database is in "
              + encoding
              + "; make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
    }
  }

  private static int version(Connection connection) throws SQLException {
    if (!Sql.has(connection, "migrations")) {
      return 0;
    }
    return (int) Sql.number(connection, "SELECT coalesce(max(version), 0) FROM sonde.migrations");
  }

  static String script(String name) throws IOException {
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from this Sonde");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
