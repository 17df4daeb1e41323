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
    return change(of, of.user(), of.password(), retention, of.classicTables(), of.compact());
  }

  static PostgresConfig with(PostgresConfig of, Optional<Secret> password) {
    return change(of, of.user(), password, of.retention(), of.classicTables(), of.compact());
  }

  static PostgresConfig by(String user, PostgresConfig of) {
    return change(of, user, of.password(), of.retention(), of.classicTables(), of.compact());
  }

  static PostgresConfig classic(PostgresConfig of) {
    return change(of, of.user(), of.password(), of.retention(), true, of.compact());
  }

  static PostgresConfig onlyClassic(PostgresConfig of) {
    return change(of, of.user(), of.password(), of.retention(), true, false);
  }

  private static PostgresConfig change(
      PostgresConfig of,
      String user,
      Optional<Secret> password,
      Duration retention,
      boolean classic,
      boolean compact) {
    return new PostgresConfig(
        of.hosts(),
        of.port(),
        of.database(),
        user,
        password,
        of.passwordFile(),
        of.sslmode(),
        of.rootCertificate(),
        of.connectTimeout(),
        of.statementTimeout(),
        of.applicationName(),
        retention,
        of.persist(),
        classic,
        of.classicHost(),
        compact,
        of.readers());
  }

  static Store open(PostgresConfig config, Time time) {
    var surroundings = new Surroundings(Map.of(), new DirectCalls());
    return new PostgresStoreFactory().create(config, Path.of("unused"), time, surroundings);
  }
}
