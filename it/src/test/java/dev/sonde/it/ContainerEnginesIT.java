package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.containers.Measured;
import dev.sonde.it.packaging.BareRoot;
import dev.sonde.it.packaging.DockerDaemon;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Engines that are spoken to over TLS, that may not be spoken to, that crash and hang.
final class ContainerEnginesIT {
  private static final String LASTING = "while :; do sleep 1; done";
  private static final String NOBODY = "65534";

  @TempDir private Path folder;

  @Test
  void dockerOverTls_knowsOnlyItsOwn() throws Exception {
    int port = Ports.free();
    var pki = new Pki(folder.resolve("pki"));
    var ca = pki.authority("ca");
    var server = pki.ec("server", ca, "IP:127.0.0.1");
    var stranger = pki.authority("stranger");
    try (var docker =
        DockerDaemon.start(
            "--tlsverify",
            "--tlscacert=" + ca.certificate(),
            "--tlscert=" + server.certificate(),
            "--tlskey=" + server.key(),
            "--host=tcp://127.0.0.1:" + port)) {
      BareRoot.into(docker);
      docker.docker(
          "run", "--detach", "--network=none", "--name=lasting", "base:bare", "sh", "-c", LASTING);
      var own = certificates("own", pki.ec("client", ca, ""), ca);
      try (var measured = new Measured(environment(port, own))) {
        measured.runUntil(() -> measured.has("lasting", "cpu_usage_seconds_total"));
        assertThat(measured.value("lasting", "status")).hasValue(1);
        assertThat(measured.absent()).isEqualTo("{}");
      }
      var foreign = certificates("foreign", pki.ec("intruder", stranger, ""), ca);
      refused(port, foreign, "certificate");
      refused(port, certificates("deceived", pki.ec("again", ca, ""), stranger), "certificate");
      docker.docker("rm", "--force", "lasting");
    }
  }

  /// The engine and all others: what hangs, crashes and comes back holds nobody up.
  @Test
  void dockerHangsCrashesAndComesBack_othersGoOn() throws Exception {
    try (var docker = DockerDaemon.start("--live-restore")) {
      BareRoot.into(docker);
      run(docker, "lasting");
      try (var sonde =
          Launch.in(folder)
              .set("interval=200ms")
              .set("store={type: none}")
              .set("collectors.containers.interval=200ms")
              .set("timeout=3m")
              .environment("DOCKER_HOST", "unix://" + docker.socket())
              .start()) {
        awaitContainer(sonde, "lasting");
        docker.signal("STOP");
        othersGoOn(sonde);
        assertThat(shows(sonde.page(), "lasting", "memory_usage_bytes")).isTrue();
        docker.signal("CONT");
        run(docker, "after-hang");
        awaitContainer(sonde, "after-hang");
        docker.kill();
        sonde.await(sonde::page, page -> !shows(page, "lasting", "status"));
        othersGoOn(sonde);
        assertThat(shows(sonde.page(), "lasting", "memory_usage_bytes")).isTrue();
        docker.restart();
        docker.docker("rm", "--force", "after-hang");
        run(docker, "after-crash");
        awaitContainer(sonde, "after-crash");
        awaitContainer(sonde, "lasting");
        sonde.await(sonde::page, page -> !shows(page, "after-hang", "status"));
        docker.docker("rm", "--force", "lasting", "after-crash");
      }
    }
  }

  /// A socket as rootless engines and groups have it, and a Sonde that is nobody.
  @Test
  void socketThatMayNotBeOpened_isNamedWithItsGroup() throws Exception {
    if (!"root".equals(System.getProperty("user.name"))) {
      Peers.absent("only root can make a socket of another group");
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path socket = folder.resolve("engine.sock");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
      var users = socket.getFileSystem().getUserPrincipalLookupService();
      Files.getFileAttributeView(socket, PosixFileAttributeView.class)
          .setGroup(users.lookupPrincipalByGroupName("daemon"));
      try (var sonde =
          Launch.in(folder)
              .under("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups")
              .set("interval=1s")
              .set("store={type: none}")
              .environment("DOCKER_HOST", "unix://" + socket)
              .start()) {
        sonde.await(
            () -> sonde.ask("/health").text(),
            health -> health.contains("its group daemon may") && health.contains("usermod -aG"));
      }
    }
  }

  private void refused(int port, Path certificates, String why) throws Exception {
    try (var measured = new Measured(environment(port, certificates))) {
      measured.runUntil(() -> measured.absent().contains(why));
      assertThat(measured.page()).doesNotContain("lasting");
    }
  }

  private static Map<String, String> environment(int port, Path certificates) {
    return Map.of(
        "DOCKER_HOST",
        "tcp://127.0.0.1:" + port,
        "DOCKER_TLS_VERIFY",
        "1",
        "DOCKER_CERT_PATH",
        certificates.toString());
  }

  /// As Docker's own command has them.
  private Path certificates(String name, Pki.Pair own, Pki.Pair ca) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name));
    Files.copy(own.certificate(), made.resolve("cert.pem"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(own.key(), made.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(ca.certificate(), made.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);
    return made;
  }

  private static void run(DockerDaemon docker, String name)
      throws IOException, InterruptedException {
    docker.docker(
        "run", "--detach", "--network=none", "--name=" + name, "base:bare", "sh", "-c", LASTING);
  }

  private static void awaitContainer(SondeProcess sonde, String name)
      throws IOException, InterruptedException {
    sonde.await(
        sonde::page,
        page -> shows(page, name, "status") && shows(page, name, "memory_usage_bytes"));
  }

  /// Twenty runs of the machine's collector and of the containers', and none that failed.
  private static void othersGoOn(SondeProcess sonde) throws IOException, InterruptedException {
    double host = sonde.page().count("runs", "host");
    double containers = sonde.page().count("runs", "containers");
    TextPage now =
        sonde.await(
            sonde::page,
            page ->
                page.count("runs", "host") > host + 20
                    && page.count("runs", "containers") > containers + 20);
    assertThat(now.count("failures", "host")).isZero();
    assertThat(now.count("failures", "containers")).isZero();
  }

  private static boolean shows(TextPage page, String container, String metric) {
    return page.samples().keySet().stream()
        .anyMatch(each ->
            each.startsWith("container_" + metric + "{")
                && each.contains("container_name=\"" + container + "\""));
  }
}
