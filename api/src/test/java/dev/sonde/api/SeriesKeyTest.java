package dev.sonde.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeriesKeyTest {
  private final TextHash hash = new TextHash(7);
  private final SeriesKey key = new SeriesKey();

  @Test
  void labels_inAnyOrder_areTheSame() {
    var random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      Map<String, String> wanted = labels(random);
      fill("up", wanted, random);
      long once = key.hash(hash);
      assertThat(key.flaw()).isEmpty();
      assertThat(key.labels()).isEqualTo(Labels.of(wanted));
      assertThat(key.name()).isEqualTo("up");
      fill("up", wanted, random);
      assertThat(key.hash(hash)).isEqualTo(once);
    }
  }

  @Test
  void nameAndLabels_haveTheirPartInTheHash() {
    fill("up", Map.of("a", "1"), new Random(1));
    long one = key.hash(hash);
    fill("up", Map.of("a", "2"), new Random(1));
    assertThat(key.hash(hash)).isNotEqualTo(one);
    fill("down", Map.of("a", "1"), new Random(1));
    assertThat(key.hash(hash)).isNotEqualTo(one);
  }

  @Test
  void emptyValue_isNoLabel() {
    fill("up", Map.of("a", "", "b", "1"), new Random(1));
    assertThat(key.labels()).isEqualTo(Labels.of("b", "1"));
  }

  @Test
  void flaw_saysWhatIsWrong() {
    key.label("a", "1");
    assertThat(key.flaw()).isEqualTo("there is no metric name");
    key.name("up");
    assertThat(key.flaw()).isEmpty();
    key.label("b", "1");
    key.label("a", "2");
    assertThat(key.flaw()).isEqualTo("a label is given twice");
    key.clear();
    key.name("up");
    key.label("", "1");
    assertThat(key.flaw()).isEqualTo("a label has no name");
  }

  @Test
  void bytesThatAreNoText_areAFlaw() {
    byte[] bytes = {'a', (byte) 0xc3};
    key.name("up");
    key.label(bytes, 0, 1, 1, 2);
    assertThat(key.flaw()).isEqualTo("a name or a value is not UTF-8");
    key.clear();
    key.name(bytes, 0, 2);
    assertThat(key.flaw()).isEqualTo("a name or a value is not UTF-8");
  }

  @Test
  void longTexts_areKept() {
    String value = "é".repeat(5_000);
    key.name("up");
    key.label("z", "1");
    key.label("a", value);
    assertThat(key.labels().value("a")).isEqualTo(value);
    assertThat(key.flaw()).isEmpty();
  }

  @Test
  void bytesThatAreNoText_areFoundWhereverTheyStand() {
    for (int length = 1; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        byte[] text = "v".repeat(length).getBytes(StandardCharsets.UTF_8);
        text[at] = (byte) 0xff;
        key.clear();
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

  private void fill(String name, Map<String, String> labels, Random random) {
    key.clear();
    var entries = new ArrayList<>(List.copyOf(labels.entrySet()));
    Collections.shuffle(entries, random);
    key.name(name);
    for (Map.Entry<String, String> each : entries) {
      byte[] text = (each.getKey() + each.getValue()).getBytes(StandardCharsets.UTF_8);
      int middle = each.getKey().getBytes(StandardCharsets.UTF_8).length;
      key.label(text, 0, middle, middle, text.length);
    }
  }

  private static Map<String, String> labels(Random random) {
    var labels = new TreeMap<String, String>();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      labels.put("Abé_xyz".substring(random.nextInt(6)) + random.nextInt(4), "v" + i);
    }
    return labels;
  }
}
