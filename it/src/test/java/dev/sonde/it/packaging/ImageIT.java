package dev.sonde.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image, built from the archive by a real Docker engine, and what runs in it.
final class ImageIT {
  private static final long MOST_BYTES = 96L << 20;
  private static final String PAGE = "/metrics/prometheus";
  private static final Pattern INTERFACE =
      Pattern.compile("system_network_bytes_recv_total\\{interface=\"([^\"]+)\"}");

  private static DockerDaemon docker;

  @TempDir private Path folder;

  @BeforeAll
  static void build() throws Exception {
    docker = DockerDaemon.start();
    BareRoot.into(docker);
    Path context = BareRoot.context(docker, Launch.distribution());
    docker.docker(
        "build",
        "--network=none",
        "--build-arg=BASE=base:bare",
        "--tag=sonde:test",
        "--file=" + context.resolve("packaging/Dockerfile"),
        context.toString());
  }

  @AfterAll
  static void end() throws Exception {
    if (docker != null) {
      docker.close();
    }
  }

  @Test
  void image_isSmallAndOfNobodySpecial() throws Exception {
    long bytes = Long.parseLong(docker.docker("inspect", "--format={{.Size}}", "sonde:test"));
    assertThat(bytes).isLessThan(MOST_BYTES);
    assertThat(docker.docker("inspect", "--format={{.Config.User}}", "sonde:test"))
        .isEqualTo("1000:1000");
  }

  @Test
  void metricsdsConfiguration_isFoundWhereMetricsdHasIt() throws Exception {
    try (Container metricsd = Container.start(docker, mount(configuration()))) {
      metricsd.awaitHealthy();
      assertThat(metricsd.status())
          .contains("\"profile\":\"metricsd\"")
          .contains("\"name\":\"journal\",\"state\":\"ok\",\"durable\":true");
      assertThat(metricsd.page("http://127.0.0.1:8080" + PAGE)).contains("system_cpu_count ");
      assertThat(metricsd.exec("id", "-u")).isEqualTo("1000");
      metricsd.signal("HUP");
      metricsd.awaitLog("reloaded;");
      assertThat(metricsd.stop()).isZero();
    }
  }

  @Test
  void metricsdsOwnCommand_runs() throws Exception {
    try (Container metricsd =
        Container.start(
            docker,
            mount(configuration()),
            "--entrypoint=/usr/local/bin/metricsd",
            "--",
            "-config",
            "/etc/metricsd/config.json",
            "-log-level",
            "info")) {
      metricsd.awaitHealthy();
    }
  }

  @Test
  void machinesFolders_showTheMachine() throws Exception {
    try (Container sonde =
        Container.start(
            docker,
            "--volume=/:/rootfs:ro" + propagation(),
            "--volume=/proc:/host/proc:ro",
            "--volume=/sys:/host/sys:ro",
            "--env=HOST_PROC=/host/proc",
            "--env=HOST_SYS=/host/sys",
            "--env=HOST_ROOT=/rootfs")) {
      sonde.awaitHealthy();
      String page = sonde.page("http://127.0.0.1:9100" + PAGE);
      assertThat(page)
          .contains("mountpoint=\"/\"} " + Files.getFileStore(Path.of("/")).getTotalSpace() + "\n")
          .contains("system_cpu_count " + Runtime.getRuntime().availableProcessors() + "\n");
      var shown = new TreeSet<String>();
      INTERFACE.matcher(page).results().forEach(each -> shown.add(each.group(1)));
      assertThat(shown).isEqualTo(interfaces());
    }
  }

  @Test
  void noFolderToWriteTo_isSaidLoudly_andMetricsFlow() throws Exception {
    try (Container sonde = Container.start(docker, "--env=STATE_DIRECTORY=/nowhere")) {
      sonde.awaitHealthy();
      assertThat(sonde.log()).contains("NOT DURABLE");
      assertThat(sonde.status()).contains("\"status\":\"degraded\"", "not durable");
      assertThat(sonde.page("http://127.0.0.1:9100" + PAGE)).contains("system_cpu_count ");
    }
  }

  @Test
  void killed_goesOnFromItsJournal() throws Exception {
    try (Container first = Container.start(docker, "--volume=kept:/var/lib/sonde")) {
      first.awaitHealthy();
      first.signal("KILL");
    }
    try (Container second = Container.start(docker, "--volume=kept:/var/lib/sonde")) {
      second.awaitHealthy();
      assertThat(second.exec("sh", "-c", "ls /var/lib/sonde/journal/*.log | wc -l")).isEqualTo("2");
      String store =
          second.await(() -> second.exec("sonde", "store"), said -> said.contains("samples    20"));
      assertThat(store).contains("kind       embedded");
    }
  }

  @Test
  void systemCallsOfTheUnit_areEnough() throws Exception {
    Path profile = folder.resolve("seccomp.json");
    Files.writeString(profile, SystemCalls.of(Files.readString(UnitIT.SONDE)).dockerProfile());
    try (Container sonde = Container.start(docker, "--security-opt=seccomp=" + profile)) {
      sonde.awaitHealthy();
      assertThat(sonde.status()).contains("\"status\":\"healthy\"");
      sonde.signal("HUP");
      sonde.awaitLog("reloaded;");
      assertThat(sonde.stop()).isZero();
    }
  }

  @Test
  void health_isRedWhenNothingListens() throws Exception {
    try (Container sonde =
        Container.start(
            docker, "--health-retries=1", "--", "run", "--set", "server.listen=127.0.0.1:9999")) {
      sonde.awaitLog("listening on");
      assertThat(sonde.exec("sh", "-c", "sonde health 2>&1; echo $?"))
          .contains("127.0.0.1:9100")
          .endsWith("1");
      assertThat(sonde.exec("sonde", "health", "--set", "server.listen=:9999"))
          .contains("\"status\"");
    }
  }

  private Path configuration() throws IOException {
    String example = Files.readString(ConfigurationsIT.METRICSD);
    String here =
        example
            .replace("\"enabled\": true", "\"enabled\": false")
            .replace("https://collector.example.com:9090", "http://127.0.0.1:9");
    return Files.writeString(folder.resolve("config.json"), here);
  }

  private static String mount(Path configuration) {
    return "--volume=" + configuration + ":/etc/metricsd/config.json:ro";
  }

  /// Only a root that is shared, as systemd makes it, can be followed.
  private static String propagation() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
            .map(line -> line.split(" "))
            .anyMatch(words -> words[4].equals("/") && words[6].startsWith("shared:"))
        ? ",rslave"
        : "";
  }

  private static Set<String> interfaces() throws IOException {
    var all = new TreeSet<String>();
    for (String line : Files.readAllLines(Path.of("/proc/1/net/dev"))) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        all.add(line.substring(0, colon).strip());
      }
    }
    return all;
  }
}
