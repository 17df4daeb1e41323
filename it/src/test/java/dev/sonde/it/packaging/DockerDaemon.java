package dev.sonde.it.packaging;

import dev.sonde.it.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Docker engine of the test's own: no network, its images under `target`, gone when closed.
public final class DockerDaemon implements AutoCloseable {
  private static final long END_SECONDS = 30;
  private static final long START_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final long POLL_MILLIS = 50;
  private static final String LIVING_ON = "--live-restore";

  private final Path data;
  private final Path run;
  private final Command command;
  private final List<String> words;
  private Process process;
  private boolean killed;

  private DockerDaemon(Path data, Path run, Command command, List<String> words)
      throws IOException {
    this.data = data;
    this.run = run;
    this.command = command;
    this.words = words;
    this.process = begin();
  }

  /// @param more options of it
  /// @throws IOException when its folders can't be made
  public static DockerDaemon start(String... more) throws IOException, InterruptedException {
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
    var words =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--iptables=false",
                "--ip6tables=false",
                "--bridge=none",
                "--ip-forward=false",
                "--storage-driver=vfs",
                "--data-root=" + data.resolve("data"),
                "--exec-root=" + run.resolve("exec"),
                "--pidfile=" + run.resolve("pid"),
                "--host=unix://" + socket));
    words.addAll(List.of(more));
    var daemon = new DockerDaemon(data, run, command, words);
    daemon.awaitAnswer();
    return daemon;
  }

  /// Where images and contexts may be put together.
  public Path folder() {
    return data;
  }

  /// What `docker` prints.
  ///
  /// @throws AssertionError when it fails
  public String docker(String... words) throws IOException, InterruptedException {
    var all = new String[words.length + 1];
    all[0] = "docker";
    System.arraycopy(words, 0, all, 1, words.length);
    return command.run(all).strip();
  }

  /// Where it is spoken to.
  public Path socket() {
    return run.resolve("socket");
  }

  /// Sends the engine a signal, such as `STOP`.
  public void signal(String name) throws IOException, InterruptedException {
    command.run("kill", "-" + name, Long.toString(process.pid()));
  }

  /// Ends the engine at once, as a crash would; with `--live-restore` its containers live on.
  public void kill() throws InterruptedException {
    killed = true;
    process.destroyForcibly().waitFor();
  }

  /// Begins it again, and waits until it answers.
  public void restart() throws IOException, InterruptedException {
    killed = false;
    Files.deleteIfExists(run.resolve("pid"));
    process = begin();
    awaitAnswer();
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
    removeContainers();
    process.destroy();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    endContainerd();
    leaveMounts();
    Command.in(run).run("rm", "-rf", "--one-file-system", data.toString(), run.toString());
  }

  /// With `--live-restore` they would live on without it.
  private void removeContainers() throws IOException, InterruptedException {
    if (words.contains(LIVING_ON) && (killed || process.isAlive())) {
      if (killed) {
        restart();
      }
      signal("CONT");
      for (String each : docker("ps", "--all", "--quiet").lines().toList()) {
        docker("rm", "--force", each);
      }
    }
  }

  private Process begin() throws IOException {
    return command.start(run.resolve("log"), words.toArray(String[]::new));
  }

  /// That of an engine that was killed lives on.
  private void endContainerd() throws IOException {
    Path pid = run.resolve("exec/containerd/containerd.pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .filter(each -> each.info().command().orElse("").endsWith("/containerd"))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
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
