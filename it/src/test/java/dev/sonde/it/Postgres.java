package dev.sonde.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// PostgreSQL 18, a server of its own that can be killed. It refuses to run as root, so it runs as
/// nobody then.
public final class Postgres implements Store {
  /// The database that Sonde writes to.
  public static final String DATABASE = "postgres";

  /// Who may do everything there.
  public static final String USER = "postgres";

  /// That one's password.
  public static final String PASSWORD = "secret";

  private static final Path JAR = Path.of("../stores/target/postgres/18.jar");
  private static final String ARCHIVE = "postgres-linux-x86_64.txz";
  private static final long PATIENCE_SECONDS = 180;
  private static final long POLL_MILLIS = 20;

  private final int port = Ports.free();
  private final String addresses;
  private final Path programs;
  private final Path data;
  private final Path log;
  private Process process;

  /// @param folder for the server and its data, made if need be
  public Postgres(Path folder) throws IOException, InterruptedException {
    this(folder, "127.0.0.1");
  }

  /// @param address where it listens besides; whoever comes from there needs the password
  Postgres(Path folder, String address) throws IOException, InterruptedException {
    addresses = "127.0.0.1," + address;
    programs = Files.createDirectories(folder.resolve("programs"));
    data = Files.createDirectories(folder.resolve("data"));
    log = folder.resolve("log");
    open(folder);
    unpack();
    initialise(folder);
    Files.writeString(
        data.resolve("pg_hba.conf"),
        "host all all " + address + "/24 scram-sha-256\n",
        StandardOpenOption.APPEND);
    process = launch();
  }

  /// Whoever runs the server must be able to come here.
  private static void open(Path folder) throws IOException {
    Path top = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    for (Path each = folder.toAbsolutePath();
        each != null && each.startsWith(top) && !each.equals(top);
        each = each.getParent()) {
      var allowed = Files.getPosixFilePermissions(each);
      if (allowed.add(PosixFilePermission.OTHERS_EXECUTE)) {
        Files.setPosixFilePermissions(each, allowed);
      }
    }
  }

  private void unpack() throws IOException, InterruptedException {
    if (!Files.exists(JAR)) {
      Peers.absent(JAR + " is not there; ./mvn25 -pl stores dependency:copy@postgres-servers");
    }
    Path archive = programs.resolve(ARCHIVE);
    try (var zip = new ZipFile(JAR.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(ARCHIVE))) {
      Files.copy(in, archive);
    }
    run(List.of("tar", "-xJf", archive.toString(), "-C", programs.toString()));
    run(List.of("chmod", "-R", "a+rX", programs.toString()));
    Files.delete(archive);
  }

  private void initialise(Path folder) throws IOException, InterruptedException {
    Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    if (isRoot()) {
      run(List.of("chown", "nobody", data.toString(), password.toString()));
    }
    run(
        unprivileged(
            programs.resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=" + USER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync"));
  }

  private Process launch() throws IOException {
    var command =
        unprivileged(
            programs.resolve("bin/postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=" + addresses,
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_wal_size=4GB",
            "-c",
            "shared_buffers=256MB");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
  }

  /// Waits until it lets people in.
  public Postgres ready() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (!answers()) {
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)
          || process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("the server does not start: " + Files.readString(log));
      }
    }
    return this;
  }

  private boolean answers() {
    try (var connection = connect()) {
      return connection.isValid(10);
    } catch (SQLException notYet) {
      return false;
    }
  }

  /// A connection to [#DATABASE].
  public Connection connect() throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    return DriverManager.getConnection(url, USER, PASSWORD);
  }

  /// SIGKILL for the server and all its processes: no shutdown, no goodbye. It stands still first:
  /// one that it begins in this moment would live on, and no other server could have its folder.
  public void kill() throws IOException, InterruptedException {
    if (process.isAlive()) {
      Launch.halt(process);
    }
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().waitFor();
    for (var each : children) {
      each.destroyForcibly();
      each.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  /// Starts it again on the same port and data.
  public void restart() throws IOException, InterruptedException {
    process = launch();
    ready();
  }

  /// Seconds of processor time that its processes took, of those that still run.
  public double cpuSeconds() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .flatMap(each -> each.info().totalCpuDuration().stream())
            .mapToLong(Duration::toMillis)
            .sum()
        / 1e3;
  }

  @Override
  public int port() {
    return port;
  }

  /// @param selector a name; the samples are those that people see
  @Override
  public Map<Map<String, String>, SortedMap<Long, List<Double>>> samples(String selector)
      throws IOException {
    var all = new HashMap<Map<String, String>, SortedMap<Long, List<Double>>>();
    var query =
        "SELECT labels->>'worker', labels->>'slot', extract(epoch FROM timestamp) * 1000, value"
            + " FROM sonde.samples WHERE name = ? AND timestamp > now() - interval '1 day'";
    try (var connection = connect();
        var statement = connection.prepareStatement(query)) {
      if (rows("SELECT 1 WHERE to_regclass('sonde.samples') IS NOT NULL").isEmpty()) {
        return all;
      }
      statement.setString(1, selector);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var labels = Map.of("worker", rows.getString(1), "slot", rows.getString(2));
          all.computeIfAbsent(labels, _ -> new TreeMap<>())
              .computeIfAbsent(Math.round(rows.getDouble(3)), _ -> new ArrayList<>())
              .add(rows.getDouble(4));
        }
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
    return all;
  }

  @Override
  public List<Double> now(String selector) throws IOException {
    return samples(selector).values().stream()
        .map(each -> each.lastEntry().getValue().getLast())
        .toList();
  }

  /// What a query answers, a line for each row.
  public List<String> rows(String query) throws SQLException {
    var lines = new ArrayList<String>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }

  /// Does something, in a transaction of its own where that can be.
  public void run(String command) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static List<String> unprivileged(String... command) {
    var whole = new ArrayList<String>();
    if (isRoot()) {
      whole.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
