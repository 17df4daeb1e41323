package dev.sonde.it.containers;

import dev.sonde.it.Peers;
import dev.sonde.it.packaging.BareRoot;
import dev.sonde.it.packaging.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Podman of the test's own, with its API: no network, its images under `target`, gone when closed.
public final class Podman implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final Path data;
  private final Path run;
  private final Path program;
  private final Command command;
  private Process service;

  private Podman(Path data, Path run, Path program, Command command)
      throws IOException, InterruptedException {
    this.data = data;
    this.run = run;
    this.program = program;
    this.command = command;
    this.service = serve();
  }

  /// Starts it, with an image `localhost/bare:1`. What it starts to clean up does not find its
  /// libraries, so ends are noticed late, and nothing is started again: as bad as it can be.
  public static Podman start() throws IOException, InterruptedException {
    return start(_ -> "");
  }

  /// The same, which notices ends and starts again.
  static Podman whole() throws IOException, InterruptedException {
    return start(Podman::surroundings);
  }

  /// What its watchmen need to find.
  private static String surroundings(Path run) {
    try {
      Path script = Peers.program("podman").toRealPath();
      Path packages = script.getParent();
      String libraries = Command.read(script).split("LD_LIBRARY_PATH='|'", -1)[1];
      return "conmon_env_vars=[\"PATH=%1$s:%1$s/usr/bin:/usr/sbin:/usr/bin:/sbin:/bin\","
              .formatted(packages)
          + "\"LD_LIBRARY_PATH=%s\",\"CONTAINERS_CONF=%s\",\"HOME=%s\"]"
              .formatted(libraries, run.resolve("containers.conf"), run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Podman start(Function<Path, String> watchmen)
      throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      Peers.absent("Podman is not tested: its cgroups are root's here");
    }
    Path program = Peers.program("podman").toRealPath();
    Path packages = program.getParent();
    Path data = Files.createDirectories(Path.of("target/podman").toAbsolutePath());
    Path run = Files.createTempDirectory("sonde-podman");
    Files.createDirectories(run.resolve(".config/containers"));
    Files.writeString(
        run.resolve(".config/containers/policy.json"),
        "{\"default\":[{\"type\":\"insecureAcceptAnything\"}]}");
    Files.writeString(
        run.resolve("containers.conf"),
        """
        [containers]
        default_ulimits=["nofile=20000:20000","nproc=32768:32768"]
        [engine]
        runtime="runc"
        cgroup_manager="cgroupfs"
        events_logger="file"
        conmon_path=["%1$s/usr/bin/conmon"]
        %2$s
        [engine.runtimes]
        runc=["%1$s/usr/sbin/runc","%1$s/usr/bin/runc"]
        """
            .formatted(packages, watchmen.apply(run)));
    Command command =
        Command.in(run)
            .withPath(packages + ":" + packages + "/usr/bin")
            .with("CONTAINERS_CONF", run.resolve("containers.conf").toString());
    var podman = new Podman(data, run, program, command);
    podman.podman("import", BareRoot.archive(data).toString(), "localhost/bare:1");
    return podman;
  }

  /// Where it is spoken to.
  public Path socket() {
    return run.resolve("socket");
  }

  /// Names itself to Podman's remote command, as people do: `podman system connection add`.
  ///
  /// @return the environment of one who has done so, and nothing else
  Map<String, String> connected() throws IOException, InterruptedException {
    Path settings = Files.createFile(run.resolve("connections.conf"));
    var own = Map.of("CONTAINERS_CONF", settings.toString(), "HOME", run.toString());
    command
        .with("CONTAINERS_CONF", settings.toString())
        .run(words("system", "connection", "add", "sonde", "unix://" + socket()));
    return own;
  }

  /// What `podman` prints.
  ///
  /// @throws AssertionError when it fails
  public String podman(String... words) throws IOException, InterruptedException {
    return command.run(words(words)).strip();
  }

  /// Ends its API at once.
  public void kill() throws InterruptedException {
    service.destroyForcibly().waitFor();
  }

  /// Begins it again.
  public void restart() throws IOException, InterruptedException {
    service = serve();
  }

  @Override
  public void close() throws IOException {
    try {
      clear();
      kill();
      Command.in(run).run("rm", "-rf", "--one-file-system", data.toString(), run.toString());
    } catch (InterruptedException interrupted) {
      service.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// A container that is always started again may be between two of its lives, where Podman can
  /// neither stop nor remove it ("container state improper"); so it is asked until there is none.
  private void clear() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Command.Ended said = command.end(words("rm", "--all", "--force", "--time=0"));
    while (said.code() != 0 || !podman("ps", "--all", "--quiet").isEmpty()) {
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new AssertionError("containers can't be removed: " + said.text());
      }
      said = command.end(words("rm", "--all", "--force", "--time=0"));
    }
  }

  private Process serve() throws IOException, InterruptedException {
    Files.deleteIfExists(socket());
    Process begun =
        command.start(
            run.resolve("log"), words("system", "service", "--time=0", "unix://" + socket()));
    long begin = System.nanoTime();
    while (!Files.exists(socket())) {
      if (!begun.isAlive() || System.nanoTime() - begin > PATIENCE_NANOS) {
        begun.destroyForcibly();
        Peers.absent("no Podman runs here: " + Command.read(run.resolve("log")));
      }
      Thread.onSpinWait();
    }
    return begun;
  }

  private String[] words(String... words) {
    var all =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--root=" + data.resolve("root"),
                "--runroot=" + run.resolve("run"),
                "--storage-driver=vfs"));
    all.addAll(List.of(words));
    return all.toArray(String[]::new);
  }
}
