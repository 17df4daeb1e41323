package dev.sonde.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {
  private final Problems problems = new Problems();

  private Node.Mapping layer(String name, String text) {
    return new ConfigReader(problems).parse(text, name);
  }

  private static Node.Scalar scalar(Node.Mapping tree, String key) {
    return (Node.Scalar) java.util.Objects.requireNonNull(tree.at(key));
  }

  @Test
  void merge_sections_keyByKey_keepingOrigins() {
    Node.Mapping merged =
        Layers.merge(
            List.of(layer("a", "s: {x: 1, y: 2}\nl: [1, 2]"), layer("b", "s: {y: 3}\nl: [9]")));
    Node.Mapping section = (Node.Mapping) java.util.Objects.requireNonNull(merged.at("s"));
    assertThat(scalar(section, "x").text()).isEqualTo("1");
    assertThat(scalar(section, "x").origin()).hasToString("a:1:8");
    assertThat(scalar(section, "y").text()).isEqualTo("3");
    assertThat(scalar(section, "y").origin()).hasToString("b:1:8");
    assertThat(((Node.Sequence) java.util.Objects.requireNonNull(merged.at("l"))).elements())
        .hasSize(1);
  }

  @Test
  void merge_keyWithoutValue_changesNothing() {
    Node.Mapping merged = Layers.merge(List.of(layer("a", "s: {x: 1}"), layer("b", "s:\nt:")));
    assertThat(merged.at("s")).isInstanceOf(Node.Mapping.class);
    assertThat(merged.at("t")).isNotNull();
  }

  @Test
  void merge_differentShapes_laterWins() {
    Node.Mapping merged = Layers.merge(List.of(layer("a", "s: {x: 1}"), layer("b", "s: 7")));
    assertThat(scalar(merged, "s").text()).isEqualTo("7");
  }
}
