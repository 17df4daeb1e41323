package dev.sonde.stores.postgres;

import dev.sonde.api.Secret;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.DirectCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stores at a server under test.
final class Stores {
  private Stores() {}

  static PostgresConfig config(PostgresServer server, String database) {
    return new PostgresConfig(
        List.of("127.0.0.1:" + server.port()),
        5432,
        database,
        "postgres",
        Optional.of(new Secret("secret")),
        Optional.empty(),
        PostgresConfig.SslMode.PREFER,
        Optional.empty(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        "sonde",
        Duration.ofDays(7),
        Duration.ofSeconds(30),
        false,
        Optional.empty(),
        true,
        4);
  }

  static PostgresConfig keeping(Duration retention, PostgresConfig of) {
    return new PostgresConfig(
        of.hosts(),
        of.port(),
        of.database(),
        of.user(),
        of.password(),
        of.passwordFile(),
        of.sslmode(),
        of.rootCertificate(),
        of.connectTimeout(),
        of.statementTimeout(),
        of.applicationName(),
        retention,
        of.persist(),
        of.classicTables(),
        of.classicHost(),
        of.compact(),
        of.readers());
  }

  static Store open(PostgresConfig config, Time time) {
    var surroundings = new Surroundings(Map.of(), new DirectCalls());
    return new PostgresStoreFactory().create(config, Path.of("unused"), time, surroundings);
  }
}
