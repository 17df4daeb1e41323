package dev.sonde.it;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// How to call the launcher of the distribution: words, environment, working folder. The
/// environment holds nothing but what is said here, a `PATH`, a `HOME` and where Java is.
public final class Launch {
  private static final long PATIENCE_SECONDS = 180;

  /// The state of a thread stands behind its name; here it was told to stop, or has ended.
  private static final Pattern STANDING = Pattern.compile("\\) [TtZX] ");

  private static final Path TARGET = Path.of("../app/target").toAbsolutePath().normalize();

  private final Path folder;
  private final List<String> wrapper = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private Path program;

  private Launch(Path folder) throws IOException {
    this.folder = folder;
    this.program = distribution().resolve("bin/sonde");
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("HOME", folder.toString());
    environment.put("SONDE_DATA_DIR", folder.resolve("data").toString());
    environment.put("SONDE_JAVA_HOME", System.getProperty("java.home"));
  }

  /// Called from `folder`, where its log and its output go, too.
  static Launch in(Path folder) throws IOException {
    return new Launch(folder);
  }

  /// The unpacked distribution that the build made.
  public static Path distribution() throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(TARGET, "sonde-*")) {
      for (Path each : found) {
        if (Files.isExecutable(each.resolve("bin/sonde"))) {
          return each;
        }
      }
    }
    throw new IOException("no distribution in " + TARGET + "; build the module app first");
  }

  Launch program(Path of) {
    program = of;
    return this;
  }

  /// Another program that starts this one, such as `sh -c 'ulimit …; exec "$@"'`.
  Launch under(String... command) {
    wrapper.addAll(List.of(command));
    return this;
  }

  Launch words(String... more) {
    words.addAll(List.of(more));
    return this;
  }

  /// Adds `--set KEY=VALUE`.
  Launch set(String keyAndValue) {
    return words("--set", keyAndValue);
  }

  /// Sets a variable of the environment; an empty one is taken out.
  Launch environment(String name, String value) {
    if (value.isEmpty()) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
    return this;
  }

  /// A configuration, written to `sonde.yaml` in the working folder.
  Launch file(String text) throws IOException {
    Files.writeString(folder.resolve("sonde.yaml"), text);
    return this;
  }

  /// Starts `run` on a free port of the loopback interface and waits until it listens there.
  SondeProcess start() throws IOException, InterruptedException {
    var process = spawn(List.of("--set", "server.listen=127.0.0.1:0"));
    process.awaitListening();
    return process;
  }

  /// Starts it just as it was said, and waits for nothing.
  SondeProcess spawn() throws IOException {
    return spawn(List.of());
  }

  private SondeProcess spawn(List<String> first) throws IOException {
    var out = Files.createTempFile(folder, "out", "");
    var log = Files.createTempFile(folder, "log", "");
    var builder = builder(first).redirectOutput(out.toFile()).redirectError(log.toFile());
    return new SondeProcess(builder.start(), out, log);
  }

  /// Runs it to its end.
  ///
  /// @throws AssertionError when it goes on for a minute
  Finished finish() throws IOException, InterruptedException {
    try (var process = spawn()) {
      return process.awaitEnd();
    }
  }

  private ProcessBuilder builder(List<String> first) {
    var command = new ArrayList<>(wrapper);
    command.add(program.toString());
    command.addAll(first);
    command.addAll(words);
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /// What a process left behind.
  record Finished(int code, String out, String err) {}

  /// Has a process stand still. The signal is sent at once, but heard by each thread when it comes
  /// to it.
  static void halt(Process process) throws IOException, InterruptedException {
    signal(process.pid(), "STOP");
    while (!standsStill(process.pid())) {
      if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("ended with " + process.exitValue());
      }
    }
  }

  private static boolean standsStill(long pid) throws IOException {
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path each : threads) {
        if (!STANDING.matcher(Files.readString(each.resolve("stat"))).find()) {
          return false;
        }
      }
      return true;
    } catch (NoSuchFileException goneMeanwhile) {
      return false;
    }
  }

  /// Kills a process, and returns when it is gone.
  static void end(Process process) {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Sends a signal: `HUP`, `TERM`, `STOP` …
  static void signal(long pid, String name) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
    if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException("kill -" + name + " " + pid + " failed");
    }
  }
}
