package dev.sonde.stores.postgres;

final class PostgresFactory {
  private PostgresFactory() {}
}
