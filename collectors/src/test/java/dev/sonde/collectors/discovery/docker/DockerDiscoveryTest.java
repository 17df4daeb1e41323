package dev.sonde.collectors.discovery.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.MapSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class DockerDiscoveryTest {
  private static final String TCP = "{\"Type\":\"tcp\",\"PrivatePort\":9100}";

  @TempDir Path root;
  private Played played;

  @BeforeEach
  void open() throws Exception {
    played = new Played(root, "d.sock");
  }

  @AfterEach
  void close() throws Exception {
    played.close();
  }

  @Test
  void containers_areFound_andThoseThatStartAtOnce() throws Exception {
    played.engine.page(Played.LIST, "[" + Played.bridged(2, "", TCP) + "]");
    start("1h");
    await("172.17.0.2:9100");
    played.list(Played.bridged(2, "", TCP), Played.bridged(3, "", TCP));
    await("172.17.0.2:9100", "172.17.0.3:9100");
    played.list();
    played.heard.await(it -> it.addresses().isEmpty());
    assertThat(played.heard.failures()).isEmpty();
  }

  @Test
  void events_thatAreForbidden_leaveTheInterval() throws Exception {
    played.engine.keepSilent();
    start("1m");
    played.heard.await(it -> it.hasLooked());
    played.engine.page(Played.LIST, "[" + Played.bridged(2, "", TCP) + "]");
    await("172.17.0.2:9100");
    assertThat(played.heard.failures()).isEmpty();
  }

  @Test
  void engineInTrouble_keepsItsTargets_andIsNamed() throws Exception {
    played.engine.page(Played.LIST, "[" + Played.bridged(2, "", TCP) + "]");
    start("1m");
    await("172.17.0.2:9100");
    played.engine.status(500);
    played.heard.await(it -> it.failing());
    assertThat(played.heard.failures().getLast())
        .contains("the containers of unix://", "it answers 500 to /");
    await("172.17.0.2:9100");
    played.engine.status(200);
    played.heard.await(it -> !it.failing());
  }

  @Test
  void engineThatIsNotThere_endsTheFirstLook() throws Exception {
    played.engine.stop();
    start("1m");
    played.heard.await(it -> it.hasLooked() && it.failing());
    played.engine.start();
    played.heard.await(it -> !it.failing());
  }

  @Test
  void garbage_isNamed() throws Exception {
    for (String each : List.of("<html>", "[1,2", "\"\\ud800", "")) {
      played.engine.page(Played.LIST, each);
      if (each.startsWith("<")) {
        start("1m");
      }
      played.heard.await(it -> it.failing());
    }
    played.engine.page(Played.LIST, "{}");
    played.heard.await(it -> !it.failing());
    assertThat(played.heard.addresses()).isEmpty();
  }

  @Test
  void networksThatAreForbidden_areNamed() throws Exception {
    played.engine.forget(Played.NETWORKS);
    start("1m");
    played.heard.await(it -> it.failing());
    assertThat(played.heard.failures().getFirst()).contains("404 to /networks");
  }

  @Test
  void podman_whoseListHasNoModes_isAskedForThem() throws Exception {
    String id = Played.id(5);
    played.engine.page(
        "/containers/" + id + "/json",
        "{\"Id\":\"" + id + "\",\"HostConfig\":{\"NetworkMode\":\"host\"}}");
    played.engine.page(
        Played.LIST,
        "[{\"Id\":\"" + id + "\",\"Names\":[\"web\"],\"NetworkSettings\":{\"Networks\":null}}]");
    start("1m");
    await("localhost");
    Map<String, String> labels = played.heard.targets("docker").getFirst();
    assertThat(labels)
        .containsEntry("__meta_docker_container_name", "web")
        .containsEntry("__meta_docker_container_network_mode", "host");
    int lists = played.engine.asked(Played.LIST);
    played.engine.awaitAsked(Played.LIST, lists + 3);
    assertThat(played.engine.asked("/containers/" + id + "/json")).isEqualTo(1);
  }

  private void await(String... addresses) throws InterruptedException {
    played.heard.await(
        it -> it.addresses().getOrDefault("docker", List.of()).equals(List.of(addresses)));
  }

  private void start(String interval) {
    var keys = Map.of("host", played.engine.endpoint().where(), "refresh_interval", interval);
    played.start(DockerDiscoveryConfig.read(new MapSettings(keys), Path.of(""))::create);
  }
}
