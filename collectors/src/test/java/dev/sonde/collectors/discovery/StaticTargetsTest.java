package dev.sonde.collectors.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.testkit.MapSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaticTargetsTest {
  private final StaticTargets group =
      new StaticTargets(List.of("a:1", "b:2"), Map.of("env", "prod", "__meta_x", "old"));

  @Test
  void read_everyKey_isHeeded() {
    var settings =
        new MapSettings(Map.of("targets", List.of("a:1"), "labels", Map.of("env", "prod")));
    assertThat(StaticTargets.read(settings))
        .isEqualTo(new StaticTargets(List.of("a:1"), Map.of("env", "prod")));
    assertThat(settings.asked()).containsExactly("labels", "targets");
  }

  @Test
  void read_nothing_hasNoTargets() {
    assertThat(StaticTargets.read(new MapSettings(Map.of())).targets()).isEmpty();
  }

  @Test
  void label_withoutName_isRefused() {
    assertThatThrownBy(() -> new StaticTargets(List.of(), Map.of("", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
  }

  @Test
  void labelled_givesAMapEach() {
    assertThat(group.labelled(Map.of("__meta_x", "new", "__meta_y", "y")))
        .containsExactly(
            Map.of("__address__", "a:1", "env", "prod", "__meta_x", "new", "__meta_y", "y"),
            Map.of("__address__", "b:2", "env", "prod", "__meta_x", "new", "__meta_y", "y"));
  }

  @Test
  void labelled_isAMapLikeAnyOther() {
    Map<String, String> target = group.labelled(Map.of()).getFirst();
    assertThat(target).containsEntry("__address__", "a:1").containsEntry("env", "prod");
    assertThat(target.get("none")).isNull();
    assertThat(target.containsKey("none")).isFalse();
    assertThat(target)
        .hasSize(3)
        .isEqualTo(Map.copyOf(target))
        .hasSameHashCodeAs(Map.copyOf(target));
  }

  @Test
  void labelled_addressAmongTheLabels_givesWay() {
    var odd = new StaticTargets(List.of("a:1"), Map.of("__address__", "x:9"));
    assertThat(odd.labelled(Map.of())).containsExactly(Map.of("__address__", "a:1"));
  }

  @Test
  void discovery_findsThemOnce() throws InterruptedException {
    var pause = new HeldPause();
    var heard = new Heard();
    try (var box = new ToolBox()) {
      Discovery discovery = group.create(box.tools(Path.of(""), pause));
      Thread thread = Thread.ofVirtual().start(() -> run(discovery, heard));
      pause.settle();
      pause.round();
      assertThat(heard.news()).containsExactly("found static [a:1, b:2]");
      thread.interrupt();
      thread.join();
    }
  }

  private static void run(Discovery discovery, Heard heard) {
    try {
      discovery.run(heard);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
