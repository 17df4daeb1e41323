package dev.sonde.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeriesKeyTest {
  private static final List<String> TEXTS =
      List.of(
          "a",
          "ab",
          "b",
          "Z",
          "_",
          "job",
          "sixteen bytes ok",
          "seventeen bytes .",
          "ключ",
          "😀",
          "l".repeat(127),
          "l".repeat(130),
          "l".repeat(300));

  @Test
  void labelsInAnyOrder_areThoseLabels_andHashAlike() {
    var random = new Random(1);
    var hash = new TextHash(5);
    var key = new SeriesKey();
    for (int round = 0; round < 5_000; round++) {
      var labels = new TreeMap<String, String>();
      for (int i = random.nextInt(9); i > 0; i--) {
        labels.put(oneOf(random), random.nextInt(6) == 0 ? "" : oneOf(random));
      }
      String name = oneOf(random);
      fill(key, name, new ArrayList<>(labels.keySet()), labels);
      long sorted = key.hash(hash);
      var shuffled = new ArrayList<>(labels.keySet());
      Collections.shuffle(shuffled, random);
      fill(key, name, shuffled, labels);
      assertThat(key.flaw()).isEmpty();
      assertThat(key.name()).isEqualTo(name);
      assertThat(key.labels()).isEqualTo(Labels.of(labels));
      assertThat(key.hash(hash)).isEqualTo(sorted);
    }
  }

  @Test
  void flaws_areFound() {
    check("there is no metric name", "", "a", "b");
    check("a label has no name", "x", "", "b");
    check("a label is given twice", "x", "a", "1", "a", "2");
    check("a label is given twice", "x", "b", "1", "a", "2", "b", "1");
    check("", "x", "a", "1", "a", "");
    check("", "имя", "ключ", "значение");
  }

  @Test
  void bytesThatAreNoText_areFoundWhereverTheyStand() {
    for (int length = 1; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        byte[] text = "v".repeat(length).getBytes(StandardCharsets.UTF_8);
        text[at] = (byte) 0xff;
        var key = new SeriesKey();
        key.name("x");
        key.label("a", "b");
        key.label("c".getBytes(StandardCharsets.UTF_8), 0, 1, text, 0, length);
        assertThat(key.flaw()).isEqualTo("a name or a value is not UTF-8");
        key.clear();
        key.name(text, 0, length);
        assertThat(key.flaw()).isEqualTo("a name or a value is not UTF-8");
      }
    }
  }

  private static void check(String flaw, String name, String... labels) {
    var key = new SeriesKey();
    key.name(name);
    for (int i = 0; i < labels.length; i += 2) {
      key.label(labels[i], labels[i + 1]);
    }
    assertThat(key.flaw()).isEqualTo(flaw);
  }

  private static void fill(
      SeriesKey key, String name, List<String> order, TreeMap<String, String> labels) {
    key.clear();
    key.name(name);
    order.forEach(each -> key.label(each, labels.getOrDefault(each, "")));
  }

  private static String oneOf(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
