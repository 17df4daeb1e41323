package dev.sonde.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  @TempDir Path folder;

  private final Problems problems = new Problems();

  private Node.Mapping parse(String text) {
    return new ConfigReader(problems).parse(text, "f");
  }

  private void check(String text, String expected) {
    parse(text);
    assertThat(problems.toString()).isEqualTo(expected);
  }

  private void checkFile(byte[] content, String expected) throws IOException {
    Path file = Files.write(folder.resolve("f"), content);
    new ConfigReader(problems).read(file, "f");
    assertThat(problems.toString()).isEqualTo(expected);
  }

  private static String text(Node.Mapping tree, String key) {
    return ((Node.Scalar) java.util.Objects.requireNonNull(tree.at(key))).text();
  }

  @Test
  void parse_empty_isValid() {
    for (String text : new String[] {"", "\n\n", "# only a comment\n", "---\n", "{}", "null"}) {
      assertThat(parse(text).entries()).isEmpty();
    }
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void parse_json_withTabsEscapesAndSurrogates() {
    Node.Mapping tree =
        parse("\uFEFF{\n\t\"a\":\t\"x\\/y \\ud83d\\ude00\",\n\t\"b\": [1,\t2.5]\n}");
    assertThat(problems.toString()).isEmpty();
    assertThat(text(tree, "a")).isEqualTo("x/y \uD83D\uDE00");
    assertThat(tree.at("b")).isInstanceOf(Node.Sequence.class);
  }

  @Test
  void parse_place_isLineAndColumn() {
    Node.Mapping tree = parse("a: 1\nbc:\n  d: 2\n");
    Node.Mapping inner = (Node.Mapping) java.util.Objects.requireNonNull(tree.at("bc"));
    assertThat(inner.entries().get("d").key()).hasToString("f:3:3");
    assertThat(inner.at("d")).extracting(Node::origin).hasToString("f:3:6");
  }

  @Test
  void parse_alias_sharesTheValue() {
    Node.Mapping tree = parse("a: &x {k: v}\nb: *x\n");
    assertThat(tree.at("b")).isEqualTo(tree.at("a"));
  }

  @Test
  void parse_duplicateKey_namesBothPlaces() {
    check("a: 1\nb: 2\na: 3\n", "f:3:1: \"a\" is written twice; first at f:1:1\n");
  }

  @Test
  void parse_secondDocument_isRefused() {
    check("a: 1\n---\nb: 2\n", "f:2:1: a second document begins here; write one for each file\n");
  }

  @Test
  void parse_mergeKey_isRefused() {
    check(
        "a: &x {k: v}\nb:\n  <<: *x\n",
        "f:3:3: merge keys (<<) are not supported; write the keys out\n");
  }

  @Test
  void parse_tab_saysSo() {
    check("a:\n\tb: 1\n", "f:2:1: a tab indents this line; use spaces\n");
  }

  @Test
  void parse_brokenSyntax_isOneLine() {
    check(
        "a: b: c\n",
        "f:1:5: a colon does not fit here; check the indentation, or quote text that holds \": \"\n");
  }

  @Test
  void parse_unclosed_isOneLine() {
    check(
        "{\"a\": [1, 2",
        "f:1:12: the text ends here, but a bracket, brace or quote is not closed\n");
  }

  @Test
  void parse_list_isRefused() {
    check("- a\n", "f:1:1: keys and values are wanted here, such as \"interval: 5s\"\n");
  }

  @Test
  void parse_unknownAlias_isRefused() {
    check("a: *b\n", "f:1:4: *b refers to nothing written before it\n");
  }

  @Test
  void parse_aliasInsideItself_isRefused() {
    check("a: &a [*a]\n", "f:1:8: *a refers to nothing written before it\n");
  }

  @Test
  void parse_tag_isRefused() {
    parse("a: !!str 5\nb: !!seq [x]\n");
    assertThat(problems.isEmpty()).isTrue();
    check("a: !secret b\n", "f:1:4: tags (!secret) are not supported; leave it out\n");
    parse("\na: !!java.net.URL [x]\n");
    assertThat(problems.count()).isEqualTo(2);
  }

  @Test
  void parse_depthBomb_isRefusedEarly() {
    check("a: " + "[".repeat(2_000_000), "f:1:67: nested deeper than 64 levels\n");
  }

  @Test
  void parse_aliasBomb_isRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    parse(bomb.toString());
    assertThat(problems.toString()).contains("more than 100000 values; aliases count too");
  }

  @Test
  void parse_millionKeys_isRefused() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      text.append('k').append(i).append(":\n");
    }
    parse(text.toString());
    assertThat(problems.toString()).contains("more than 100000 values");
  }

  @Test
  void read_missing() {
    new ConfigReader(problems).read(folder.resolve("no"), "no");
    assertThat(problems).hasToString("no: does not exist\n");
  }

  @Test
  void read_folder() {
    new ConfigReader(problems).read(folder, "f");
    assertThat(problems).hasToString("f: is a folder, not a file\n");
  }

  @Test
  void read_device() {
    new ConfigReader(problems).read(Path.of("/dev/zero"), "f");
    assertThat(problems).hasToString("f: is not a regular file\n");
  }

  @Test
  void read_hundredMegabytes_isRefusedUnread() throws IOException {
    Path file = folder.resolve("large");
    try (var channel =
        java.nio.channels.FileChannel.open(
            file,
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[] {'a'}), 100L << 20);
    }
    new ConfigReader(problems).read(file, "f");
    assertThat(problems).hasToString("f: is larger than 4MiB\n");
  }

  @Test
  void read_invalidUtf8() throws IOException {
    checkFile(
        new byte[] {'a', ':', '\n', (byte) 0xC3, '('},
        "f: is not UTF-8: bad byte in line 2; save it as UTF-8\n");
  }

  @Test
  void read_binary() throws IOException {
    checkFile(
        new byte[] {0x7F, 'E', 'L', 'F', 0, 0},
        "f: is not text: NUL byte in line 1; give a YAML or JSON file\n");
  }

  @Test
  void read_utf16() throws IOException {
    checkFile("a: 1".getBytes(StandardCharsets.UTF_16), "f: is UTF-16; save it as UTF-8\n");
  }

  @Test
  void read_controlCharacter() throws IOException {
    checkFile(
        "a: 1\nb: \u0007".getBytes(StandardCharsets.UTF_8),
        "f:2:4: a control character (U+0007) stands here; take it out\n");
  }
}
