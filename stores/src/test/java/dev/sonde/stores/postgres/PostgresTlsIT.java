package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.store.Scribe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connections that are encrypted, with certificates of the test's own, to a server that wants it
/// of some roles: `open` may come either way, `closed` only encrypted, `bare` only as plain text.
final class PostgresTlsIT {
  private static final ManualTime TIME = new ManualTime("2026-01-01T12:00:00Z");

  @TempDir private static Path folder;
  private static PostgresServer server;
  private static Certificates certificates;
  private static String database = "";

  @BeforeAll
  static void start() throws Exception {
    certificates = new Certificates(Files.createDirectory(folder.resolve("ours")));
    server = PostgresServer.start(18);
    database = server.database();
    for (String each : List.of("open", "closed", "bare")) {
      run("CREATE ROLE " + each + " SUPERUSER LOGIN PASSWORD 'pa55-w0rd'");
    }
    server.configure(
        List.of("ssl = on"),
        List.of(
            "hostssl all closed 127.0.0.1/32 scram-sha-256",
            "hostnossl all bare 127.0.0.1/32 scram-sha-256",
            "host all open,postgres 127.0.0.1/32 scram-sha-256"),
        Map.of("server.crt", certificates.certificate(), "server.key", certificates.key()));
  }

  @AfterAll
  static void end() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static void run(String command) throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  @Test
  void sslmode_saysWhetherItIsEncrypted() throws Exception {
    assertThat(encrypted("open", "disable")).isEqualTo("f");
    assertThat(encrypted("open", "allow")).isEqualTo("f");
    assertThat(encrypted("open", "prefer")).isEqualTo("t");
    assertThat(encrypted("open", "require")).isEqualTo("t");
    assertThat(encrypted("closed", "allow")).isEqualTo("t");
    assertThat(encrypted("closed", "prefer")).isEqualTo("t");
    assertThat(encrypted("bare", "prefer")).isEqualTo("f");
  }

  @Test
  void whatTheServerDoesNotAllow_isSaid() throws Exception {
    assertThat(refused("closed", "disable", "127.0.0.1")).contains("no encryption", "pg_hba.conf");
    assertThat(refused("bare", "require", "127.0.0.1")).contains("SSL encryption", "pg_hba.conf");
  }

  @Test
  void certificate_mustBeOfTheAuthority() throws Exception {
    var ours = Map.<String, Object>of("ssl_root_cert", certificates.authority());
    assertThat(encrypted("closed", "verify_ca", "127.0.0.1", ours)).isEqualTo("t");
    var others = new Certificates(Files.createDirectory(folder.resolve("others")));
    var theirs = Map.<String, Object>of("ssl_root_cert", others.authority());
    assertThat(refused("closed", "verify_ca", "127.0.0.1", theirs)).contains("PKIX");
    assertThat(encrypted("closed", "require", "127.0.0.1", Map.of())).isEqualTo("t");
  }

  @Test
  void certificate_mustBeMadeOutToTheHost() throws Exception {
    var ours = Map.<String, Object>of("ssl_root_cert", certificates.authority());
    assertThat(encrypted("closed", "verify_full", "localhost", ours)).isEqualTo("t");
    assertThat(refused("closed", "verify_full", "127.0.0.1", ours)).contains("127.0.0.1");
  }

  @Test
  void aFileThatIsMissing_isNamed() throws Exception {
    var none = Map.<String, Object>of("ssl_root_cert", folder.resolve("none.pem").toString());
    assertThat(refused("closed", "verify_ca", "127.0.0.1", none)).contains("none.pem");
  }

  private static String encrypted(String role, String mode) throws Exception {
    return encrypted(role, mode, "127.0.0.1", Map.of());
  }

  private static String encrypted(String role, String mode, String host, Map<String, Object> more)
      throws Exception {
    try (Store store = open(role, mode, host, more)) {
      assertThat(send(store)).isEqualTo(Outcome.ACCEPTED);
      return server
          .rows(
              database,
              "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                  + " WHERE usename = '%s' AND datname = '%s'".formatted(role, database))
          .getFirst();
    }
  }

  private static String refused(String role, String mode, String host) throws Exception {
    return refused(role, mode, host, Map.of());
  }

  private static String refused(String role, String mode, String host, Map<String, Object> more)
      throws Exception {
    try (Store store = open(role, mode, host, more)) {
      String why;
      try {
        why = send(store) instanceof Outcome.Held held ? held.why() : "stored";
      } catch (IOException e) {
        why = String.valueOf(e.getMessage());
      }
      assertThat(why).doesNotContain("pa55");
      assertThat(store.examine().seen().toString()).doesNotContain("pa55");
      return why;
    }
  }

  private static Outcome send(Store store) throws IOException, InterruptedException {
    var scribe = new Scribe(UUID.randomUUID(), 1);
    return store.send(store.encode(scribe.add("x", Labels.NONE, Shipments.START, 1).shipment()));
  }

  private static Store open(String role, String mode, String host, Map<String, Object> more) {
    Map<String, Object> keys =
        Stores.with(
            Stores.keys(server, database),
            "host",
            List.of(host + ":" + server.port()),
            "user",
            role,
            "password",
            "pa55-w0rd",
            "sslmode",
            mode);
    more.forEach(keys::put);
    return Stores.open(keys, TIME);
  }
}
