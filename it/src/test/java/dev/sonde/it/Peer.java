package dev.sonde.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A program running beside the test, until it is closed.
final class Peer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 50;
  private static final long END_SECONDS = 60;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;

  private Peer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Starts a program; what it prints goes to `log`.
  static Peer start(Path log, List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    return new Peer(builder.redirectOutput(log.toFile()).start(), log);
  }

  /// Asks until the answer is 200 and as wanted, and returns it.
  ///
  /// @throws AssertionError when the program ends, or three minutes pass
  String await(URI address, Predicate<String> wanted) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    var last = "no answer";
    while (System.nanoTime() - begin < PATIENCE.toNanos()) {
      last = answer(address);
      if (last.startsWith("200 ") && wanted.test(last.substring(4))) {
        return last.substring(4);
      }
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("ended with " + process.exitValue() + ": " + output());
      }
    }
    throw new AssertionError(address + " last said " + last + "\n" + output());
  }

  void signal(String name) throws IOException, InterruptedException {
    Launch.signal(process.pid(), name);
  }

  private String answer(URI address) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      var response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    } catch (IOException notYet) {
      return notYet.toString();
    }
  }

  /// Everything it has said.
  String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        Launch.end(process);
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
