package dev.sonde.app.config;

import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.TreeBuilder;
import java.util.List;
import java.util.Locale;

/// The live metrics service's database: its defaults and its variables.
final class LiveService {
  /// What they are about.
  static final String STORE = "postgres";

  /// Those that say where the database is.
  static final List<String> NAMES =
      List.of(
          "POSTGRES_HOST",
          "POSTGRES_PORT",
          "POSTGRES_USER",
          "POSTGRES_DB",
          "POSTGRES_PASSWORD",
          "POSTGRES_PASSWORD_FILE",
          "POSTGRES_POOL_MIN",
          "POSTGRES_POOL_MAX",
          "POSTGRES_SSLMODE",
          "POSTGRES_SSLROOTCERT",
          "PGSSLMODE",
          "PGSSLROOTCERT");

  private static final String PASSWORD = "arasul";
  private static final int POOL = 5;
  private static final int POOL_MOST = 100;

  /// One connection writes, one tidies up; the rest of the pool is for queries.
  private static final int NOT_FOR_QUERIES = 2;

  private final Variables variables;
  private final List<String> warnings;

  LiveService(Variables variables, List<String> warnings) {
    this.variables = variables;
    this.warnings = warnings;
  }

  /// The store as the service had it: its tables and nothing else.
  static void defaults(TreeBuilder tree, Origin origin) {
    tree.put("store.type", STORE, origin);
    tree.put("store.host", "postgres-db", origin);
    tree.put("store.database", "arasul_db", origin);
    tree.put("store.user", "arasul", origin);
    tree.put("store.password", PASSWORD, origin);
    tree.put("store.application_name", "arasul-metrics-collector", origin);
    tree.put("store.classic_tables", "true", origin);
    tree.put("store.compact", "false", origin);
    tree.put("store.readers", Integer.toString(POOL - NOT_FOR_QUERIES), origin);
  }

  /// What its variables set.
  void put(TreeBuilder tree) {
    variables.seconds("METRICS_INTERVAL_PERSIST", "store.persist", tree);
    hosts(tree);
    variables.text("POSTGRES_PORT", "store.port", tree);
    variables.text("POSTGRES_USER", "store.user", tree);
    variables.text("POSTGRES_DB", "store.database", tree);
    variables.text("POSTGRES_PASSWORD", "store.password", tree);
    variables.text("POSTGRES_PASSWORD_FILE", "store.password_file", tree);
    encryption(tree);
    pool(tree);
  }

  /// Of several, as libpq writes them, the primary is used.
  private void hosts(TreeBuilder tree) {
    String name = "POSTGRES_HOST";
    Origin origin = new Origin.Variable(name);
    variables
        .text(name)
        .map(value ->
            List.<Node>copyOf(
                List.of(value.split(",")).stream()
                    .map(host -> Node.Scalar.of(host.strip(), origin))
                    .toList()))
        .ifPresent(hosts -> tree.put("store.host", new Node.Sequence(hosts, origin)));
  }

  /// The service's own library read `PGSSLMODE` and `PGSSLROOTCERT` by itself.
  private void encryption(TreeBuilder tree) {
    for (String name : new String[] {"PGSSLMODE", "POSTGRES_SSLMODE"}) {
      variables
          .text(name)
          .map(mode -> mode.strip().toLowerCase(Locale.ROOT).replace('-', '_'))
          .ifPresent(mode -> tree.put("store.sslmode", mode, new Origin.Variable(name)));
    }
    variables.text("PGSSLROOTCERT", "store.ssl_root_cert", tree);
    variables.text("POSTGRES_SSLROOTCERT", "store.ssl_root_cert", tree);
  }

  private void pool(TreeBuilder tree) {
    String name = "POSTGRES_POOL_MAX";
    int least = variables.number("POSTGRES_POOL_MIN", 0, POOL_MOST).orElse(0);
    variables
        .number(name, 1, POOL_MOST)
        .ifPresent(most -> {
          int readers = Math.max(1, most - NOT_FOR_QUERIES);
          tree.put("store.readers", Integer.toString(readers), new Origin.Variable(name));
          if (most < least) {
            warnings.add("environment POSTGRES_POOL_MIN: more than POSTGRES_POOL_MAX");
          }
          if (most <= NOT_FOR_QUERIES) {
            warnings.add(
                "environment "
                    + name
                    + ": "
                    + most
                    + " is too few; Sonde uses up to 3 connections");
          }
        });
  }
}
