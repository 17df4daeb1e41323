package dev.sonde.it.journal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The agent under test: started, killed and started again on the same port and folder.
final class Agent implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 10;
  private static final long END_SECONDS = 60;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> command;
  private final Path log;
  private final int port;
  private final String health;
  private @Nullable Process process;

  /// @param port where it is to listen
  /// @param receivers port of each destination by its name
  Agent(Plan plan, Path folder, int port, Map<String, Integer> receivers) throws IOException {
    this.port = port;
    var data = Files.createDirectories(folder.resolve("data"));
    command = plan.command().stream().map(word -> filled(word, data, receivers)).toList();
    log = folder.resolve("log");
    health = plan.health();
  }

  private String filled(String word, Path data, Map<String, Integer> receivers) {
    var text = word.replace("{port}", Integer.toString(port)).replace("{data}", data.toString());
    for (var each : receivers.entrySet()) {
      text = text.replace("{" + each.getKey() + "}", each.getValue().toString());
    }
    return text;
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  void start() throws IOException {
    var output = ProcessBuilder.Redirect.appendTo(log.toFile());
    process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
  }

  /// Waits until it says that it is ready.
  void awaitReady() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (!ready()) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()
          || running().waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("the agent did not become ready: " + tail());
      }
    }
  }

  private boolean ready() throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(at(health)).timeout(PATIENCE).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// Waits a while, then kills it: SIGKILL.
  ///
  /// @throws IOException when it ended by itself before
  void killAfter(long nanos) throws IOException, InterruptedException {
    if (running().waitFor(nanos, TimeUnit.NANOSECONDS)) {
      throw new IOException("the agent ended by itself: " + tail());
    }
    running().destroyForcibly().waitFor();
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  private String tail() throws IOException {
    var text = Files.readString(log);
    return text.substring(Math.max(0, text.length() - 2000));
  }

  @Override
  public void close() {
    client.close();
    if (process != null) {
      end(process);
    }
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
