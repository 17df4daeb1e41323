package dev.sonde.it.packaging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A running container of Sonde's image, as hardened as one can be; removed when closed. It has a
/// network of its own, with nothing in it.
final class Container implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final List<String> HARDENED =
      List.of(
          "--network=none",
          "--read-only",
          "--tmpfs=/tmp",
          "--cap-drop=ALL",
          "--security-opt=no-new-privileges:true",
          "--memory=256m",
          "--health-interval=1s",
          // A cache that is not used would end it.
          "--env=SONDE_JAVA_OPTS=-XX:AOTMode=on");

  private final DockerDaemon docker;
  private final String id;

  private Container(DockerDaemon docker, String id) {
    this.docker = docker;
    this.id = id;
  }

  /// @param options of `docker run`; what begins after `--` are words for Sonde
  static Container start(DockerDaemon docker, String... options)
      throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("run", "--detach"));
    words.addAll(HARDENED);
    var rest = List.of(options);
    int cut = rest.contains("--") ? rest.indexOf("--") : rest.size();
    words.addAll(rest.subList(0, cut));
    words.add("sonde:test");
    words.addAll(rest.subList(Math.min(cut + 1, rest.size()), rest.size()));
    String said = docker.docker(words.toArray(String[]::new));
    // Warnings of the kernel's limits come first.
    return new Container(docker, said.lines().reduce("", (_, last) -> last));
  }

  String log() throws IOException, InterruptedException {
    return docker.docker("logs", id);
  }

  /// What Docker's own check says of it.
  String health() throws IOException, InterruptedException {
    return docker.docker("inspect", "--format={{.State.Health.Status}}", id);
  }

  /// What `sonde health` prints in it.
  String status() throws IOException, InterruptedException {
    return exec("sonde", "health");
  }

  /// A page, fetched from within once there is something of the machine on it.
  String page(String url) throws IOException, InterruptedException {
    return await(() -> exec("wget", "-qO-", url), page -> page.contains("system_cpu_count "));
  }

  String exec(String... words) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("exec", id));
    all.addAll(List.of(words));
    return docker.docker(all.toArray(String[]::new));
  }

  void signal(String name) throws IOException, InterruptedException {
    docker.docker("kill", "--signal=" + name, id);
  }

  /// Stops it as Docker does, and says what it ended with.
  int stop() throws IOException, InterruptedException {
    docker.docker("stop", "--time=180", id);
    return Integer.parseInt(docker.docker("inspect", "--format={{.State.ExitCode}}", id));
  }

  void awaitHealthy() throws IOException, InterruptedException {
    await(this::health, "healthy"::equals);
  }

  void awaitLog(String text) throws IOException, InterruptedException {
    await(this::log, log -> log.contains(text));
  }

  /// Something that can be asked again and again.
  interface Question {
    String ask() throws IOException, InterruptedException;
  }

  /// Asks until the answer is as wanted.
  String await(Question question, Predicate<String> wanted)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    String last = question.ask();
    while (!wanted.test(last)) {
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new AssertionError("last: " + last + "\n" + log());
      }
      last = question.ask();
    }
    return last;
  }

  @Override
  public void close() throws IOException {
    try {
      docker.docker("rm", "--force", "--volumes", id);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
