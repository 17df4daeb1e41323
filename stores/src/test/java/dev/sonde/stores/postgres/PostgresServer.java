package dev.sonde.stores.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A real server on a free port of the loopback interface. As PostgreSQL refuses to run as root, it
/// runs as nobody then.
public final class PostgresServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 300;
  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 30_000;
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path programs;
  private final Path data;
  private final Path log;
  private final int port;
  private final Thread ending = Thread.ofPlatform().unstarted(this::end);
  private volatile Process process;

  private PostgresServer(Path programs, Path data, int port) throws IOException {
    this.programs = programs;
    this.data = data;
    this.log = data.resolveSibling("log");
    this.port = port;
    this.process = launch();
    Runtime.getRuntime().addShutdownHook(ending);
  }

  /// Makes an empty one and waits until it answers.
  ///
  /// @param version 15 or 18
  public static PostgresServer start(int version) throws IOException, InterruptedException {
    Path programs = programs(version);
    Path folder = Files.createTempDirectory(place(), "data");
    run(List.of("chmod", "755", folder.toString()));
    Path data = Files.createDirectory(folder.resolve("data"));
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    if (isRoot()) {
      run(List.of("chown", "-R", "nobody", data.toString(), password.toString()));
    }
    run(
        unprivileged(
            List.of(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=postgres",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync")));
    var server = new PostgresServer(programs, data, freePort());
    server.await();
    return server;
  }

  /// None of those that the system gives to whoever asks for any, or to who connects: it has to be
  /// free again when the server comes back.
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException _) {
        // somebody has it
      }
    }
  }

  /// Where it listens; the same after a restart.
  public int port() {
    return port;
  }

  /// Has it read its settings and files again, and waits until it has.
  ///
  /// @param settings lines of postgresql.conf
  /// @param access lines of pg_hba.conf
  /// @param files more files for its folder, by name
  void configure(List<String> settings, List<String> access, Map<String, String> files)
      throws IOException, InterruptedException {
    for (Map.Entry<String, String> each : files.entrySet()) {
      Path file = Files.writeString(data.resolve(each.getKey()), each.getValue());
      run(List.of("chmod", "600", file.toString()));
    }
    Files.write(data.resolve("postgresql.auto.conf"), settings);
    Files.write(data.resolve("pg_hba.conf"), access);
    if (isRoot()) {
      run(List.of("chown", "-R", "nobody", data.toString()));
    }
    stop();
    restart();
  }

  /// Puts an extension where the server looks for it.
  ///
  /// @param script what makes it
  void addExtension(String name, String script) throws IOException {
    String share = "share/postgresql/extension/";
    Path folder =
        Files.exists(programs.resolve(share))
            ? programs.resolve(share)
            : programs.resolve("share/extension/");
    Files.writeString(folder.resolve(name + ".control"), "default_version = '1.0'\n");
    Files.writeString(folder.resolve(name + "--1.0.sql"), script);
  }

  /// A fresh database, and its name.
  public String database() throws SQLException {
    String name = "sonde" + DATABASES.incrementAndGet();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return name;
  }

  /// As the server's owner, `postgres` with the password `secret`.
  public Connection connect(String database) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    return DriverManager.getConnection(url, "postgres", "secret");
  }

  /// What a query answers, a line for each row.
  public List<String> rows(String database, String query) throws SQLException {
    try (Connection connection = connect(database)) {
      return rows(connection, query);
    }
  }

  static List<String> rows(Connection connection, String query) throws SQLException {
    var lines = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        var line = new StringJoiner("|");
        for (int i = 1; i <= columns; i++) {
          line.add(rows.getString(i));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  /// As a power cut of the process: no shutdown, no goodbye.
  void kill() throws InterruptedException {
    if (!process.isAlive()) {
      return;
    }
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().waitFor();
    for (ProcessHandle each : children) {
      each.destroyForcibly();
      each.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  /// Starts it again, with all that it had, and waits until it answers.
  public void restart() throws IOException, InterruptedException {
    process = launch();
    await();
  }

  /// As an operator does: who is connected is told to go.
  public void stop() throws IOException, InterruptedException {
    run(List.of("kill", "-INT", Long.toString(process.pid())));
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws IOException {
    end();
    Runtime.getRuntime().removeShutdownHook(ending);
    delete(data.getParent());
  }

  private void end() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process launch() throws IOException {
    var command =
        unprivileged(
            List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=" + System.getProperty("sonde.postgres.fsync", "off"),
                "-c",
                "max_wal_size=4GB",
                "-c",
                "shared_buffers=256MB"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
  }

  private void await() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      try (Connection connection = connect("postgres")) {
        connection.isValid(1);
        return;
      } catch (SQLException e) {
        if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)
            || process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IOException("the server does not start: " + log(), e);
        }
      }
    }
  }

  private static Path programs(int version) throws IOException, InterruptedException {
    Path jar = Path.of("target/postgres/" + version + ".jar").toAbsolutePath();
    if (!Files.exists(jar)) {
      absent(jar + " is not there; run mvn pre-integration-test");
    }
    Path folder = place().resolve(version + "-" + Files.size(jar));
    if (!Files.exists(folder)) {
      unpack(jar, folder);
    }
    return folder;
  }

  /// Below `target`, if whoever runs the server gets there.
  private static Path place() throws IOException {
    Path here = Path.of("target/postgres").toAbsolutePath();
    for (Path each = here; isRoot() && each != null; each = each.getParent()) {
      if (!Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "postgres"));
      }
    }
    return here;
  }

  private static void unpack(Path jar, Path folder) throws IOException, InterruptedException {
    Path part = Files.createTempDirectory(place(), "part");
    Path archive = part.resolve("archive");
    try (var zip = new ZipFile(jar.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("postgres-linux-x86_64.txz"))) {
      Files.copy(in, archive);
    }
    Path unpacked = Files.createDirectory(part.resolve("unpacked"));
    run(List.of("tar", "-xJf", archive.toString(), "-C", unpacked.toString()));
    run(List.of("chmod", "-R", "a+rX", unpacked.toString()));
    Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
    delete(part);
  }

  private static List<String> unprivileged(List<String> command) {
    if (!isRoot()) {
      return command;
    }
    var whole =
        new ArrayList<>(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    whole.addAll(command);
    return whole;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      absent(e.getMessage());
      throw e;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      absent(String.join(" ", command) + ": " + said);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /// Fails on CI, skips elsewhere.
  private static void absent(String why) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(why);
    }
    System.err.println("skipped: " + why);
    Assumptions.abort(why);
  }
}
