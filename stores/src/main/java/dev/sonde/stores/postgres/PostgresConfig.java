package dev.sonde.stores.postgres;

import dev.sonde.api.Labels;
import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be chosen about `postgres`.
///
/// @param hosts `host` or `host:port`; of several, the primary is used
/// @param passwordFile read at every connect; wins over `password`
/// @param sslmode as libpq names them
/// @param rootCertificate whom to trust, a PEM file
/// @param connectTimeout for a connection to be there, name and encryption included
/// @param statementTimeout for one statement
/// @param retention what is older is refused and dropped
/// @param persist how often a row of document 001's tables is written
/// @param classicTables are document 001's tables written?
/// @param classicHost the value of the label `host` whose samples go there; this machine's if empty
/// @param compact is everything kept, for queries?
/// @param readers how many queries run at a time
public record PostgresConfig(
    List<String> hosts,
    int port,
    String database,
    String user,
    Optional<Secret> password,
    Optional<String> passwordFile,
    SslMode sslmode,
    Optional<String> rootCertificate,
    Duration connectTimeout,
    Duration statementTimeout,
    String applicationName,
    Duration retention,
    Duration persist,
    boolean classicTables,
    Optional<String> classicHost,
    boolean compact,
    int readers) {
  /// The label that says whose a sample is.
  static final String HOST = "host";

  /// How a connection is encrypted, and whom it trusts.
  public enum SslMode {
    /// Never.
    DISABLE,
    /// Only if the server insists.
    ALLOW,
    /// If the server can.
    PREFER,
    /// Always; any certificate will do.
    REQUIRE,
    /// Always, with a certificate of a known authority.
    VERIFY_CA,
    /// The same, made out to the host.
    VERIFY_FULL;

    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public PostgresConfig {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("host: is empty; name at least one server");
    }
  }

  static PostgresConfig read(Settings settings) {
    return new PostgresConfig(
        settings.parsedList(
            "host",
            List.of("localhost"),
            PostgresConfig::host,
            "The server; several for one that fails over: the primary is used."),
        (int) settings.integer("port", 5432, 1, 65_535, "Its port, where host names none."),
        settings.text("database", "sonde", "The database."),
        settings.text("user", "sonde", "The role."),
        settings.secret("password", "Its password."),
        settings.text("password_file", "A file with the password, read at every connect."),
        settings.choice("sslmode", SslMode.PREFER, "How the connection is encrypted."),
        settings.text("ssl_root_cert", "A PEM file of authorities, for verify_ca and verify_full."),
        settings.duration(
            "connect_timeout", seconds(10), seconds(1), seconds(300), "For a connection."),
        settings.duration(
            "statement_timeout", seconds(30), seconds(1), seconds(3600), "For a statement."),
        settings.text("application_name", "sonde", "What the server calls the connections."),
        settings.duration(
            "retention",
            Duration.ofDays(7),
            Duration.ofHours(1),
            Duration.ofDays(36_500),
            "What is older is dropped."),
        settings.duration(
            "persist", seconds(30), seconds(1), seconds(3600), "Between rows of metrics_cpu …"),
        settings.flag("classic_tables", false, "Write metrics_cpu, _ram, _gpu … too?"),
        settings.text(
            "classic_host", "Whose samples go there, by the label host; not set, this machine's."),
        settings.flag("compact", true, "Keep every sample?"),
        (int) settings.integer("readers", 4, 1, 100, "How many queries run at a time."));
  }

  /// The same on a machine whose samples have these labels.
  PostgresConfig on(Labels own) {
    return new PostgresConfig(
        hosts,
        port,
        database,
        user,
        password,
        passwordFile,
        sslmode,
        rootCertificate,
        connectTimeout,
        statementTimeout,
        applicationName,
        retention,
        persist,
        classicTables,
        classicHost.or(() -> Optional.ofNullable(own.value(HOST))),
        compact,
        readers);
  }

  /// Whose document 001's tables are, as labels.
  Labels classicLabels() {
    return classicHost.map(host -> Labels.of(HOST, host)).orElse(Labels.NONE);
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  private static String host(String text) {
    if (!text.matches("[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.%]+](:[0-9]{1,5})?")) {
      throw new IllegalArgumentException("is not a host; write NAME, NAME:PORT or [ADDRESS]:PORT");
    }
    return text;
  }
}
