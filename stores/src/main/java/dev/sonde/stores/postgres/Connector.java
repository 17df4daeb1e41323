package dev.sonde.stores.postgres;

import dev.sonde.api.Blocking;
import dev.sonde.api.Secret;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/// Opens connections. Names are looked up and certificates read where a call may hang.
final class Connector {
  private static final int GRACE_SECONDS = 10;

  /// A role that is called `sonde`, too, finds the schema of that name first: what others look for
  /// elsewhere, the classic tables, must not be made in there.
  private static final String SEARCH_PATH =
      "SELECT set_config('search_path', coalesce((SELECT string_agg(quote_ident(s), ', ')"
          + " FROM unnest(current_schemas(false)) s WHERE s <> 'sonde'), 'public'), false)";

  private final PostgresConfig config;
  private final Blocking blocking;

  Connector(PostgresConfig config, Blocking blocking) {
    this.config = config;
    this.blocking = blocking;
  }

  /// A connection that commits when it is told to.
  Connection open() throws SQLException, IOException, InterruptedException {
    var late = new AtomicBoolean();
    Duration limit = config.connectTimeout().multipliedBy(config.hosts().size()).plusSeconds(5);
    try {
      return blocking.call("connect to PostgreSQL", limit, () -> connect(late));
    } catch (SQLException | IOException | InterruptedException e) {
      throw e;
    } catch (TimeoutException e) {
      throw new IOException("no connection to " + where() + " in " + limit.toSeconds() + " s", e);
    } catch (Exception e) {
      throw new IOException("no connection to " + where() + ": " + e.getMessage(), e);
    } finally {
      late.set(true);
    }
  }

  /// For messages.
  String where() {
    return String.join(",", config.hosts()) + "/" + config.database();
  }

  @SuppressWarnings("resource") // belongs to the caller
  private Connection connect(AtomicBoolean late) throws SQLException, IOException {
    Connection connection = new Driver().connect(url(), properties());
    if (connection == null) {
      throw new IOException("the driver does not know " + url());
    }
    try {
      connection.setAutoCommit(false);
      Sql.run(connection, SEARCH_PATH);
      connection.commit();
    } catch (SQLException e) {
      try (connection) {
        throw e;
      }
    }
    if (late.get()) {
      connection.close();
    }
    return connection;
  }

  private String url() {
    String hosts =
        config.hosts().stream()
            .map(each -> each.matches(".*[^:]:[0-9]+") ? each : each + ":" + config.port())
            .collect(Collectors.joining(","));
    String database = URLEncoder.encode(config.database(), StandardCharsets.UTF_8);
    return "jdbc:postgresql://" + hosts + "/" + database.replace("+", "%20");
  }

  private Properties properties() throws IOException {
    var properties = new Properties();
    properties.setProperty("user", config.user());
    String password = password();
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    properties.setProperty("sslmode", config.sslmode().text());
    config.rootCertificate().ifPresent(path -> properties.setProperty("sslrootcert", path));
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("ApplicationName", config.applicationName());
    properties.setProperty("connectTimeout", Long.toString(config.connectTimeout().toSeconds()));
    long patience = config.statementTimeout().toSeconds() + GRACE_SECONDS;
    properties.setProperty("socketTimeout", Long.toString(patience));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("prepareThreshold", "-1");
    properties.setProperty("logServerErrorDetail", "false");
    properties.setProperty(
        "options",
        "-c jit=off -c default_transaction_isolation=read\\ committed"
            + " -c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10 -c statement_timeout="
            + config.statementTimeout().toMillis());
    properties.setProperty("targetServerType", "primary");
    return properties;
  }

  private String password() throws IOException {
    if (config.passwordFile().isPresent()) {
      Path file = Path.of(config.passwordFile().get());
      try {
        return Files.readString(file).stripTrailing();
      } catch (IOException e) {
        throw new IOException("the password file " + file + " can't be read", e);
      }
    }
    return config.password().map(Secret::reveal).orElse("");
  }
}
