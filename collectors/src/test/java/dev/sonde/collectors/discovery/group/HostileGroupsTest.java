package dev.sonde.collectors.discovery.group;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostileGroupsTest {
  private static final String WHOLE =
      """
      - &g {targets: [a:1, 'b:2'], labels: &l {env: "pr\\u00f6d", <<: *l2}}
      - targets:
        - c
        labels: {<<: *l}
      [{"targets":["a:1"],"labels":{"e":"x\\n"}}]
      """;
  private static final String SIGNS = "[]{}:,&*-<\"'\n \t#|>?";

  @Test
  void nesting_isLeftAtOnce() {
    refused("[".repeat(1_000_000), "a group has targets and labels");
    refused("{? ".repeat(1_000_000), "has to be a list");
    refused("[{\"targets\":" + "[".repeat(1_000_000), "a target has to be text");
    refused("[{\"labels\":" + "{\"a\":".repeat(1_000_000), "has to be text");
    refused("- ".repeat(100_000) + "x", "a group has targets and labels");
  }

  @Test
  void json_isBounded() {
    refusedJson("[".repeat(1_000_000), "a group has targets and labels");
    refusedJson("[{\"targets\":" + "[".repeat(1_000_000), "a target has to be text");
    refusedJson("[{\"labels\":" + "{\"a\":".repeat(1_000_000), "");
    refusedJson("[" + "{},".repeat(1_000_001) + "{}]", "more than 1000000 targets");
    refusedJson("[{\"targets\":[" + "\"a\",".repeat(1_000_001) + "\"a\"]}]", "more than 1000000");
    refusedJson("[{\"targets\":[\"" + "a".repeat(2 << 20) + "\"]}]", "");
    refusedJson(" ".repeat(TargetGroups.LONGEST + 1), "longer than 64 MiB");
  }

  @Test
  void aliases_countEachTime() {
    String targets = "[" + "a,".repeat(2_000) + "]";
    String groups = "- *g\n".repeat(600);
    refused("- &g {targets: " + targets + "}\n" + groups, "more than 1000000 targets");
  }

  @Test
  void labels_countForEachTarget() {
    String labels =
        IntStream.range(0, 2_000).mapToObj(i -> "l" + i + ": x").collect(Collectors.joining(", "));
    String targets = "[" + "a,".repeat(10_000) + "]";
    refused("- {targets: " + targets + ", labels: {" + labels + "}}", "16000000 labels");
  }

  @Test
  void targets_areLimited() {
    refused("- targets: [" + "a,".repeat(1_000_001) + "]", "more than 1000000 targets");
  }

  @Test
  void groups_areLimited() {
    refused("[" + "{},".repeat(1_000_001) + "]", "more than 1000000 targets");
  }

  @Test
  void size_isLimited() {
    byte[] blanks = new byte[TargetGroups.LONGEST + 1];
    Arrays.fill(blanks, (byte) ' ');
    refused(blanks, "longer than 64 MiB");
  }

  @Test
  void bytes_thatAreNotUtf8_areRefused() {
    refused("- targets: ['\u00e4']".getBytes(ISO_8859_1), "");
    refused("- targets: ['a']".getBytes(UTF_16), "");
    refused(new byte[] {'[', 0, ']'}, "");
  }

  @Test
  void noise_isReadOrRefused() {
    var random = new Random(7);
    var reached = new ArrayList<String>();
    for (int i = 0; i < 20_000; i++) {
      byte[] text = mutated(random);
      reached.add(outcome(text));
    }
    assertThat(reached).contains("read", "refused");
  }

  private static byte[] mutated(Random random) {
    byte[] text = WHOLE.getBytes(UTF_8);
    int from = random.nextInt(3);
    byte[] part =
        from == 0 ? text : Arrays.copyOfRange(text, random.nextInt(text.length), text.length);
    for (int changes = random.nextInt(5); changes > 0 && part.length > 0; changes--) {
      part[random.nextInt(part.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
    }
    return Arrays.copyOf(part, random.nextInt(part.length + 1));
  }

  private static String outcome(byte[] text) {
    try {
      List<?> groups = text.length % 2 == 0 ? TargetGroups.json(text) : TargetGroups.yaml(text);
      assertThat(groups).isNotNull();
      return "read";
    } catch (GroupRefused e) {
      assertThat(e).hasMessageNotContaining("\n");
      return "refused";
    }
  }

  private static void refusedJson(String text, String why) {
    assertThatThrownBy(() -> TargetGroups.json(text.getBytes(UTF_8)))
        .isInstanceOf(GroupRefused.class)
        .hasMessageContaining(why);
  }

  private static void refused(String text, String why) {
    refused(text.getBytes(UTF_8), why);
  }

  private static void refused(byte[] text, String why) {
    assertThatThrownBy(() -> TargetGroups.yaml(text))
        .isInstanceOf(GroupRefused.class)
        .hasMessageContaining(why);
  }
}
