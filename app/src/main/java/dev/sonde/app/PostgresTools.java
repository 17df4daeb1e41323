package dev.sonde.app;

import dev.sonde.stores.postgres.PostgresConfig;
import java.util.Locale;
import java.util.stream.Collectors;

/// The commands of PostgreSQL that copy a store there, and put a copy back. The password is never
/// among them: they ask for it, or find it in `~/.pgpass`.
record PostgresTools(PostgresConfig config) {
  String advice(StoreOptions options) {
    String file = options.operand().orElse("sonde.dump");
    String what = options.verb() == StoreVerb.BACKUP ? "backs it up" : "restores it";
    String command = options.verb() == StoreVerb.BACKUP ? dump(file) : restore(file);
    return "this store is in PostgreSQL, whose own tool " + what + ":\n  " + command;
  }

  private String dump(String file) {
    return "pg_dump --format=custom --file=" + quoted(file) + " --dbname=" + connection();
  }

  private String restore(String file) {
    return "pg_restore --clean --if-exists --exit-on-error --single-transaction --dbname="
        + connection()
        + " "
        + quoted(file);
  }

  private String connection() {
    var words = new StringBuilder();
    boolean several = config.hosts().size() > 1;
    word(words, "host", config.hosts().stream().map(this::host).collect(Collectors.joining(",")));
    word(words, "port", config.hosts().stream().map(this::port).collect(Collectors.joining(",")));
    word(words, "dbname", config.database());
    word(words, "user", config.user());
    word(words, "sslmode", config.sslmode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    config.rootCertificate().ifPresent(each -> word(words, "sslrootcert", each));
    if (several) {
      word(words, "target_session_attrs", "read-write");
    }
    return quoted(words.toString());
  }

  private static void word(StringBuilder words, String name, String value) {
    boolean plain = value.matches("[A-Za-z0-9._,:/-]+");
    String safe = value.replace("\\", "\\\\").replace("'", "\\'");
    words.append(words.isEmpty() ? "" : " ").append(name).append('=');
    words.append(plain ? value : "'" + safe + "'");
  }

  private String host(String text) {
    int colon = text.lastIndexOf(':');
    String host = hasPort(text) ? text.substring(0, colon) : text;
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private String port(String text) {
    return hasPort(text)
        ? text.substring(text.lastIndexOf(':') + 1)
        : Integer.toString(config.port());
  }

  private static boolean hasPort(String text) {
    return text.indexOf(':') >= 0 && text.lastIndexOf(':') > text.indexOf(']');
  }

  /// For a shell.
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9._/=:,@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
