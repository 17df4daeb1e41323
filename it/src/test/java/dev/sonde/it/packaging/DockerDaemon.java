package dev.sonde.it.packaging;

import dev.sonde.it.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A Docker engine of the test's own: no network, its images under `target`, gone when closed.
final class DockerDaemon implements AutoCloseable {
  private static final long END_SECONDS = 30;
  private static final long START_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long POLL_MILLIS = 50;

  private final Path data;
  private final Path run;
  private final Process process;
  private final Command command;

  private DockerDaemon(Path data, Path run, Process process, Command command) {
    this.data = data;
    this.run = run;
    this.process = process;
    this.command = command;
  }

  /// @throws IOException when its folders can't be made
  static DockerDaemon start() throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      Peers.absent("the image is not tested: only root can run a Docker engine");
    }
    Path program = Peers.program("dockerd").toRealPath();
    Path client = Peers.program("docker").toRealPath();
    Path data = Files.createDirectories(Path.of("target/docker").toAbsolutePath());
    // A socket's path has 107 bytes at most.
    Path run = Files.createTempDirectory("sonde-docker");
    Path socket = run.resolve("socket");
    Command command =
        Command.in(data)
            .withPath(program.getParent() + ":" + client.getParent())
            .with("DOCKER_HOST", "unix://" + socket)
            .with("DOCKER_BUILDKIT", "0");
    Process process =
        command.start(
            run.resolve("log"),
            program.toString(),
            "--iptables=false",
            "--ip6tables=false",
            "--bridge=none",
            "--ip-forward=false",
            "--storage-driver=vfs",
            "--data-root=" + data.resolve("data"),
            "--exec-root=" + run.resolve("exec"),
            "--pidfile=" + run.resolve("pid"),
            "--host=unix://" + socket);
    var daemon = new DockerDaemon(data, run, process, command);
    daemon.awaitAnswer();
    return daemon;
  }

  /// Where images and contexts may be put together.
  Path folder() {
    return data;
  }

  /// What `docker` prints.
  ///
  /// @throws AssertionError when it fails
  String docker(String... words) throws IOException, InterruptedException {
    var all = new String[words.length + 1];
    all[0] = "docker";
    System.arraycopy(words, 0, all, 1, words.length);
    return command.run(all).strip();
  }

  @Override
  public void close() throws IOException {
    try {
      end();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void end() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    leaveMounts();
    Command.in(run).run("rm", "-rf", "--one-file-system", data.toString(), run.toString());
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (command.end("docker", "version").code() != 0) {
      boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() - begin > START_NANOS) {
        String log = Command.read(run.resolve("log"));
        close();
        Peers.absent("no Docker engine runs here: " + log);
      }
    }
  }

  /// Docker leaves the mount of its network's namespace behind.
  private void leaveMounts() throws IOException, InterruptedException {
    for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      String place = line.split(" ")[1];
      if (place.startsWith(data + "/") || place.startsWith(run + "/")) {
        Command.in(run).run("umount", "--lazy", place);
      }
    }
  }
}
