package dev.sonde.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void of_sortsAndForgetsEmptyValues() {
    assertThat(Labels.of("b", "2", "a", "1", "c", "")).hasToString("{a=\"1\",b=\"2\"}");
    assertThat(Labels.of("a", "")).isEqualTo(Labels.NONE);
  }

  @Test
  void of_refusesWhatIsNoLabelSet() {
    assertThatThrownBy(() -> Labels.of("a")).hasMessageContaining("pairs");
    assertThatThrownBy(() -> Labels.of("a", "1", "a", "2")).hasMessageContaining("twice");
    assertThatThrownBy(() -> Labels.of("", "1")).hasMessageContaining("name");
  }

  @Test
  void equality_isThatOfTheMap() {
    var random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      Map<String, String> left = map(random);
      Map<String, String> right = random.nextBoolean() ? map(random) : left;
      assertThat(Labels.of(left).equals(Labels.of(right))).isEqualTo(left.equals(right));
      assertThat(Labels.of(left).map()).isEqualTo(left);
      assertThat(Labels.of(left).size()).isEqualTo(left.size());
    }
  }

  @Test
  void value_findsEachAndNoOther() {
    Labels labels = Labels.of("a", "1", "ab", "2", "ключ", "значение");
    assertThat(labels.value("a")).isEqualTo("1");
    assertThat(labels.value("ab")).isEqualTo("2");
    assertThat(labels.value("ключ")).isEqualTo("значение");
    assertThat(labels.value("b")).isNull();
    assertThat(labels.value("abc")).isNull();
  }

  /// Against maps, with names and values around the length at which a length takes more bytes.
  @Test
  void withAndWithout_agreeWithMaps() {
    var random = new Random(7);
    for (int turn = 0; turn < 2_000; turn++) {
      var left = random(random);
      var right = random(random);
      var both = new TreeMap<>(left);
      both.putAll(right);
      Labels one = Labels.of(left);
      Labels other = Labels.of(right);
      assertThat(one.with(other).map()).isEqualTo(Labels.of(both).map());
      assertThat(one.with(other)).isEqualTo(Labels.of(both));
      both.keySet().removeAll(right.keySet());
      assertThat(one.with(other).without(other)).isEqualTo(Labels.of(both));
      var rest = Labels.of(both);
      assertThat(rest.hashCode() + other.hashCode()).isEqualTo(one.with(other).hashCode());
      var seen = new ArrayList<String>();
      rest.forEachUtf8(
          other,
          (bytes, nameFrom, nameTo, _, _) ->
              seen.add(new String(bytes, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8)));
      assertThat(seen).containsExactlyElementsOf(one.with(other).map().keySet());
      assertThat(one.without(Labels.of("absent", "x"))).isNull();
    }
  }

  private static Map<String, String> random(Random random) {
    var labels = new TreeMap<String, String>();
    for (int i = random.nextInt(5); i > 0; i--) {
      int length = random.nextBoolean() ? 250 + random.nextInt(10) : random.nextInt(4);
      labels.put("n" + random.nextInt(6), "v".repeat(1 + length));
    }
    return labels;
  }

  @Test
  void with_replacesAddsAndTakesAway() {
    Labels labels = Labels.of("a", "1", "b", "2");
    assertThat(labels.with("b", "3")).isEqualTo(Labels.of("a", "1", "b", "3"));
    assertThat(labels.with("b", "")).isEqualTo(Labels.of("a", "1"));
    assertThat(labels.with(Labels.of("b", "4", "c", "5")))
        .isEqualTo(Labels.of("a", "1", "b", "4", "c", "5"));
  }

  @Test
  void toString_escapesAsPagesDo() {
    assertThat(Labels.of("a", "\"\\\n")).hasToString("{a=\"\\\"\\\\\\n\"}");
  }

  @Test
  void forEachUtf8_givesTheBytesOfEach() {
    var seen = new ArrayList<String>();
    Labels.of("b", "é", "a", "1")
        .forEachUtf8((bytes, nameFrom, nameTo, valueFrom, valueTo) ->
            seen.add(
                new String(bytes, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8)
                    + "="
                    + new String(bytes, valueFrom, valueTo - valueFrom, StandardCharsets.UTF_8)));
    assertThat(seen).containsExactly("a=1", "b=é");
  }

  private static Map<String, String> map(Random random) {
    var map = new TreeMap<String, String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put("n" + random.nextInt(3), "v" + random.nextInt(3));
    }
    return map;
  }
}
