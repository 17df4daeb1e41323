package dev.sonde.it;

import dev.sonde.it.Launch.Finished;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A running Sonde, killed when closed. Whatever is awaited is awaited for three minutes at most.
final class SondeProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 20;

  /// Tools wait ten seconds otherwise.
  private static final String ATTACH = "-J-Dsun.tools.attach.attachTimeout=180000";

  private static final Pattern LISTENING =
      Pattern.compile("listening on https?://127\\.0\\.0\\.1:(\\d+)(?=\\D)");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final Path out;
  private final Path log;
  private int port;

  SondeProcess(Process process, Path out, Path log) {
    this.process = process;
    this.out = out;
    this.log = log;
  }

  /// Something that can be asked again and again.
  interface Question<T> {
    T ask() throws IOException, InterruptedException;
  }

  /// The same process, asked at another port.
  SondeProcess at(int other) {
    port = other;
    return this;
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return port;
  }

  /// Everything it has said on standard error.
  String log() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  void awaitListening() throws IOException, InterruptedException {
    var said = await(this::log, text -> LISTENING.matcher(text).find());
    var found = LISTENING.matcher(said);
    while (found.find()) {
      port = Integer.parseInt(found.group(1));
    }
  }

  /// Waits until the log holds this.
  void awaitLog(String text) throws IOException, InterruptedException {
    await(this::log, log -> log.contains(text));
  }

  Answer ask(String path, String... headers) throws IOException, InterruptedException {
    return request("GET", path, headers);
  }

  Answer request(String method, String path, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    var response = client.send(request.build(), BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  /// What `/health` says.
  Json health() throws IOException, InterruptedException {
    return Json.of(ask("/health").text());
  }

  /// What the Prometheus page says of its own machine.
  TextPage page() throws IOException, InterruptedException {
    return TextPage.of(ask("/metrics/prometheus?pushed=false").text());
  }

  /// Asks until the answer is as wanted.
  ///
  /// @throws AssertionError when the process ends, or three minutes pass
  <T> T await(Question<T> question, Predicate<T> wanted) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    T last = question.ask();
    while (!wanted.test(last)) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("ended with " + process.exitValue() + ": " + log());
      }
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new AssertionError("last: " + last + "\n" + log());
      }
      last = question.ask();
    }
    return last;
  }

  /// Lets time go by in which nothing can be asked.
  void pass(Duration time) throws InterruptedException {
    if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("ended with " + process.exitValue());
    }
  }

  void signal(String name) throws IOException, InterruptedException {
    Launch.signal(process.pid(), name);
  }

  /// Has it stand still: none of its threads does anything when this returns, until `CONT`.
  void halt() throws IOException, InterruptedException {
    Launch.halt(process);
  }

  /// Has its whole heap collected.
  void collect() throws IOException, InterruptedException {
    var command = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var jcmd =
        new ProcessBuilder(command, ATTACH, Long.toString(process.pid()), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd GC.run failed");
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// @throws AssertionError when it goes on for three minutes
  Finished awaitEnd() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + log());
    }
    var printed = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
    return new Finished(process.exitValue(), printed, log());
  }

  /// It is gone then: nothing is written to its folder any more.
  @Override
  public void close() {
    Launch.end(process);
    client.close();
  }
}
