import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.stores {
  requires transitive dev.sonde.api;
  requires java.sql;
  requires static org.checkerframework.checker.qual;
  requires org.postgresql.jdbc;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;

  exports dev.sonde.stores.embedded;
  exports dev.sonde.stores.postgres;
}
