package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.containers.Podman;
import dev.sonde.it.packaging.BareRoot;
import dev.sonde.it.packaging.DockerDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Containers of real engines that say by their labels where their numbers are.
final class ContainerTargetsIT {
  @TempDir private Path folder;

  /// Runs a word of an engine's command.
  interface Engine {
    String run(String... words) throws IOException, InterruptedException;
  }

  @Test
  void docker_containersComeAndGo_andAreScraped() throws Exception {
    try (var docker = DockerDaemon.start()) {
      BareRoot.into(docker);
      check("unix://" + docker.socket(), "base:bare", docker::docker);
    }
  }

  @Test
  void podman_containersComeAndGo_andAreScraped() throws Exception {
    try (var podman = Podman.start()) {
      check("unix://" + podman.socket(), "localhost/bare:1", podman::podman);
    }
  }

  private void check(String where, String image, Engine engine) throws Exception {
    int port = Ports.free();
    try (var sonde = Launch.in(folder).file(configuration(where, port)).start()) {
      serve(engine, image, "early", port);
      String own = series("early", "containers", port);
      var first = sonde.await(sonde::page, page -> page.samples().containsKey(own));
      assertThat(first.at(own)).isEqualTo(7);
      sonde.await(
          sonde::page,
          page ->
              page.samples().keySet().stream()
                  .anyMatch(each -> each.startsWith("burnt{") && each.contains("job=\"sd\"")));
      engine.run("rm", "--force", "early");
      sonde.await(sonde::page, page -> !page.samples().containsKey(own));
      sonde.await(() -> sonde.ask("/targets").text(), targets -> !targets.contains("early"));
      int other = Ports.free();
      serve(engine, image, "late", other);
      sonde.await(
          sonde::page, page -> page.samples().containsKey(series("late", "containers", other)));
      engine.run("rm", "--force", "late");
    }
  }

  /// Looks seldom by itself: what comes and goes is heard of.
  private static String configuration(String where, int port) {
    return """
    hostname: ""
    store: {type: none}
    collectors:
      host: {enabled: false}
      containers: {enabled: false}
      scrape:
        live: true
        discover:
          - containers: {endpoints: ["%1$s"], interval: 1s, refresh_interval: 1h}
        jobs:
          - job_name: sd
            scrape_interval: 1s
            metrics_path: /page
            docker_sd_configs:
              - host: "%1$s"
                host_networking_host: "127.0.0.1:%2$d"
                refresh_interval: 1h
                filters: [{name: label, values: ["prometheus.io/path=page"]}]
    """
        .formatted(where, port);
  }

  /// A container in the machine's network, as others can't be reached here.
  private static void serve(Engine engine, String image, String name, int port)
      throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("run", "--detach", "--network=host", "--name=" + name));
    for (String label : List.of("scrape=true", "path=page", "port=" + port)) {
      words.add("--label=prometheus.io/" + label);
    }
    words.addAll(
        List.of(
            image,
            "sh",
            "-c",
            "echo 'burnt 7' > /tmp/page; exec httpd -f -p 127.0.0.1:%d -h /tmp".formatted(port)));
    engine.run(words.toArray(String[]::new));
  }

  private static String series(String container, String job, int port) {
    return "burnt{container_name=\"%s\",instance=\"127.0.0.1:%d\",job=\"%s\"}"
        .formatted(container, port, job);
  }
}
