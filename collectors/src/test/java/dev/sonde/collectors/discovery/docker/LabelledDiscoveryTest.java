package dev.sonde.collectors.discovery.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.MapSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class LabelledDiscoveryTest {
  private static final String SCRAPED = "\"prometheus.io/scrape\":\"true\"";
  private static final String WITH_PORT = SCRAPED + ",\"prometheus.io/port\":\"9100\"";

  @TempDir Path root;
  private Played played;

  @BeforeEach
  void open() throws Exception {
    Files.createDirectories(root.resolve("run"));
    played = new Played(root, "run/docker.sock");
  }

  @AfterEach
  void close() throws Exception {
    played.close();
  }

  @Test
  void containers_withTheLabel_areTargets() throws Exception {
    played.engine.page(
        Played.LIST,
        "["
            + String.join(
                ",",
                Played.bridged(2, WITH_PORT, ""),
                Played.bridged(3, "\"prometheus.io/port\":\"9100\"", ""),
                Played.bridged(4, "\"prometheus.io/scrape\":\"false\"", ""))
            + "]");
    start("1h");
    played.heard.await(it -> !it.addresses().isEmpty() && it.hasLooked());
    assertThat(played.heard.addresses().values()).containsExactly(List.of("172.17.0.2:9100"));
    played.list(Played.bridged(5, WITH_PORT, ""));
    played.heard.await(
        it -> List.copyOf(it.addresses().values()).equals(List.of(List.of("172.17.0.5:9100"))));
    assertThat(played.heard.failures()).isEmpty();
  }

  @Test
  void oneThatCantBe_isNamed_andTheOthersAreTargets() throws Exception {
    played.engine.page(
        Played.LIST,
        "[" + Played.bridged(2, WITH_PORT, "") + "," + Played.bridged(3, SCRAPED, "") + "]");
    start("1h");
    played.heard.await(it -> it.failing() && !it.addresses().isEmpty());
    assertThat(played.heard.failures().getLast())
        .isEqualTo(
            "container c3 is no target: it exposes no TCP port; say it with the label"
                + " prometheus.io/port");
    played.list(Played.bridged(2, WITH_PORT, ""));
    played.heard.await(it -> !it.failing());
    assertThat(played.heard.addresses()).hasSize(1);
  }

  @Test
  void noEngine_isNoTrouble() throws Exception {
    played.engine.stop();
    start("1m");
    played.heard.await(it -> it.hasLooked());
    assertThat(played.heard.failures()).isEmpty();
    played.engine.page(Played.LIST, "[" + Played.bridged(2, WITH_PORT, "") + "]");
    played.engine.start();
    played.heard.await(it -> !it.addresses().isEmpty());
  }

  @Test
  void engineThatIsSwitchedOff_takesItsTargetsAlong() throws Exception {
    played.engine.page(Played.LIST, "[" + Played.bridged(2, WITH_PORT, "") + "]");
    start("1m");
    played.heard.await(it -> !it.addresses().isEmpty());
    played.engine.stop();
    played.heard.await(it -> it.addresses().isEmpty());
  }

  @Test
  void engineThatFails_keepsItsTargets() throws Exception {
    played.engine.page(Played.LIST, "[" + Played.bridged(2, WITH_PORT, "") + "]");
    start("1m");
    played.heard.await(it -> !it.addresses().isEmpty());
    played.engine.status(500);
    played.heard.await(it -> it.failing());
    assertThat(played.heard.addresses()).hasSize(1);
    played.engine.status(200);
    played.heard.await(it -> !it.failing());
  }

  private void start(String interval) {
    var config =
        LabelledDiscoveryConfig.read(new MapSettings(Map.of("refresh_interval", interval)));
    played.start(tools -> new LabelledDiscovery(config, tools, root, new SplittableRandom(7)));
  }
}
