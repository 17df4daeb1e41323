package dev.sonde.collectors.discovery.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetGroupTest {
  private final TargetGroup group =
      new TargetGroup(List.of("a:1", "b:2"), Map.of("env", "prod", "__meta_x", "old"));

  @Test
  void label_withoutName_isRefused() {
    assertThatThrownBy(() -> new TargetGroup(List.of(), Map.of("", "x")))
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
    var odd = new TargetGroup(List.of("a:1"), Map.of("__address__", "x:9"));
    assertThat(odd.labelled(Map.of())).containsExactly(Map.of("__address__", "a:1"));
  }
}
