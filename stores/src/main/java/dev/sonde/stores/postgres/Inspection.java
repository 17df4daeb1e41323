package dev.sonde.stores.postgres;

import dev.sonde.api.Examination;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Could a batch be stored here? Changes nothing.
final class Inspection {
  private static final String MAY_MAKE =
      "SELECT has_database_privilege(current_database(), 'CREATE')";
  private static final String MAY_USE = "SELECT has_schema_privilege('sonde', 'CREATE')";

  private Inspection() {}

  static Examination of(Connection connection, String where) throws SQLException {
    var seen = new ArrayList<String>();
    seen.add(where + " is PostgreSQL " + Sql.text(connection, "SHOW server_version"));
    if (!Sql.flag(connection, Migrations.SCHEMA_IS_THERE)) {
      return verdict(
          seen,
          Sql.flag(connection, MAY_MAKE),
          "there is no schema sonde yet; it is made when needed",
          "there is no schema sonde, and this role may not make it; as the owner of the database,"
              + " run CREATE SCHEMA sonde AUTHORIZATION with the name of the role");
    }
    return verdict(
        seen,
        Sql.flag(connection, MAY_USE),
        "the schema sonde is there",
        "the schema sonde belongs to somebody else; log in with the role that owns it");
  }

  private static Examination verdict(List<String> seen, boolean good, String yes, String no) {
    seen.add(good ? yes : no);
    return new Examination(good, seen);
  }
}
