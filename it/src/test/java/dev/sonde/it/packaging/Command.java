package dev.sonde.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that is run to its end, in a folder and an environment.
public record Command(Path folder, Map<String, String> environment) {
  private static final long PATIENCE_MINUTES = 5;
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /// What it printed, on both of its streams, and its exit code.
  public record Ended(int code, String text) {}

  public Command {
    environment = Map.copyOf(environment);
  }

  public static Command in(Path folder) {
    return new Command(folder, Map.of("PATH", PATH, "HOME", folder.toString()));
  }

  public Command with(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return new Command(folder, more);
  }

  /// Looks for programs here first.
  public Command withPath(String first) {
    return with("PATH", first + ":" + environment.get("PATH"));
  }

  /// What it prints.
  ///
  /// @throws AssertionError when it ends with another code than 0
  public String run(String... words) throws IOException, InterruptedException {
    Ended ended = end(words);
    assertThat(ended.code()).as("%s: %s", List.of(words), ended.text()).isZero();
    return ended.text();
  }

  public Ended end(String... words) throws IOException, InterruptedException {
    Path said = Files.createTempFile("said", "");
    try {
      Process process = builder(words).redirectOutput(said.toFile()).start();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(List.of(words) + " goes on and on");
      }
      return new Ended(process.exitValue(), read(said));
    } finally {
      Files.delete(said);
    }
  }

  /// Starts it, and lets it run.
  public Process start(Path log, String... words) throws IOException {
    return builder(words).redirectOutput(log.toFile()).start();
  }

  public static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private ProcessBuilder builder(String... words) {
    var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }
}
