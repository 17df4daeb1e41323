package dev.sonde.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever a file holds, reading it ends, and ends with a configuration or with mistakes.
class HostileInputTest {
  private static final String[] SEEDS = {
    """
    interval: 5s
    labels: {env: prod}   # comment
    collectors:
      host: {cpu: true, timeout: 1s}
    processors:
      - drop: {name: "go_*"}
      - scale
    server: {listen: ["127.0.0.1:9100", 'x:1']}
    targets: &all
      - {name: a, url: "http://${env:HOST:-x}/"}
      - name: |
          text
    log: {level: info}
    """,
    "{\n\t\"interval\": \"5s\",\n\t\"labels\": {\"a\": \"\\u00e9\\/\"},\n\t\"targets\": [{\"name\": \"x\"}]\n}\n",
  };
  private static final String[] PIECES = {
    ":",
    "\n",
    "\n  ",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "&a ",
    "*a",
    "!!str ",
    "|",
    ">",
    "- ",
    "? ",
    "#",
    "%",
    "@",
    "`",
    "\t",
    "\r",
    "---\n",
    "...\n",
    "<<: ",
    "${env:",
    "${file:/",
    "}",
    "\\u",
    "\0",
    "\uFEFF",
    "~",
    "null",
    ","
  };

  @Test
  void parse_randomBytes_neverThrows() {
    Random random = new Random(11);
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      read(bytes);
    }
  }

  @Test
  void parse_mutatedFiles_neverThrow() {
    Random random = new Random(12);
    for (int round = 0; round < 6000; round++) {
      StringBuilder text = new StringBuilder(SEEDS[random.nextInt(SEEDS.length)]);
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        mutate(text, random);
      }
      read(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void parse_manyMistakes_areBounded() {
    String told = read("x: 1\n".repeat(50_000).getBytes(StandardCharsets.UTF_8));
    assertThat(told).hasLineCount(101).endsWith(" more\n");
  }

  @Test
  void parse_longLines_end() {
    read(("a: \"" + "x".repeat(1 << 19)).getBytes(StandardCharsets.UTF_8));
    read("? ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
    read("{a: ".repeat(1 << 19).getBytes(StandardCharsets.UTF_8));
    read("[a, ".repeat(1 << 19).getBytes(StandardCharsets.UTF_8));
    read("- ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
    read("a: &a\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    read(("\n" + " ".repeat(1000)).repeat(2000).getBytes(StandardCharsets.UTF_8));
    read("#".repeat(1 << 19).getBytes(StandardCharsets.UTF_8));
    assertThat(read(("a: !" + "x".repeat(1 << 18)).getBytes(StandardCharsets.UTF_8)))
        .hasSizeLessThan(3000);
    assertThat(read("a: 1".getBytes(StandardCharsets.UTF_8))).contains("a is not a key");
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length() + 1);
    switch (random.nextInt(3)) {
      case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
      case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(12)));
      default ->
          text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
    }
  }

  private static String read(byte[] bytes) {
    Problems problems = new Problems();
    Node.Mapping tree = new ConfigReader(problems).parse(bytes, "f");
    Node.Mapping expanded = new References(Map.of(), Path.of("/nowhere"), problems).expand(tree);
    Bound<SampleConfig> bound = Bound.read(expanded, SampleConfig::read, problems);
    assertThat(bound.effective().yaml()).contains("interval:");
    assertThat(bound.value().isPresent() || !problems.isEmpty()).isTrue();
    return problems.toString();
  }
}
