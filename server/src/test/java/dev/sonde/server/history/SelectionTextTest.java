package dev.sonde.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTextTest {
  private static final Labels NODE = Labels.of("job", "node", "mode", "idle", "path", "/api/v1");

  @Test
  void selection_isReadAsPeopleWriteIt() throws Exception {
    check("up", "{__name__=\"up\"}");
    check(" up { } ", "{__name__=\"up\"}");
    check("{}", "{}");
    check("up{job=\"node\",}", "{__name__=\"up\",job=\"node\"}");
    check(
        "up{a=\"b\" , c!=\"d\",\te=~\"f.*\",\ng!~'h|i'}",
        "{__name__=\"up\",a=\"b\",c!=\"d\",e=~\"f.*\",g!~\"h|i\"}");
    check("{__name__=~\"x.*\"}", "{__name__=~\"x.*\"}");
    check("{\"a name\",\"a label\"=\"x\"}", "{__name__=\"a name\",a label=\"x\"}");
    check("\"ein Maß\"{ort=\"Köln\"}", "{__name__=\"ein Maß\",ort=\"Köln\"}");
    check("node:cpu.rate-5m/s", "{__name__=\"node:cpu.rate-5m/s\"}");
    check("größe", "{__name__=\"größe\"}");
  }

  @Test
  void strings_areGos() throws Exception {
    value("\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\"", "\u0007\b\f\n\r\t\u000b\\\"");
    value("'it\\'s'", "it's");
    value("`\\d \"'\n`", "\\d \"'\n");
    value("\"\\x41\\101\\u00e9\\U0001F600\"", "AAé😀");
    value("\"\\xc3\\xa9\"", "é");
    value("\"😀 {}=~,\"", "😀 {}=~,");
  }

  @Test
  void conditions_holdAsTheyDoElsewhere() throws Exception {
    has("up{job=\"node\"}", true);
    has("down", false);
    has("{job!=\"\"}", true);
    has("{gone=\"\"}", true);
    has("{gone=~\".*\"}", true);
    has("{job=~\"no\"}", false);
    has("{job=~\"no.*|x\"}", true);
    has("{job!~\"no.\"}", true);
    has("{path=~\"/api/v[0-9]\"}", true);
    has("{__name__=~\"u.\",mode!~\"user|system\"}", true);
  }

  @Test
  void mistakes_sayWhere() {
    wrong("", 0, "a name or { was expected");
    wrong("up{", 3, "a } is missing");
    wrong("up{job=\"a\"", 10, "a } is missing");
    wrong("up{job=node}", 7, "a value stands in quotes: job=\"…\"");
    wrong("up{job==\"a\"}", 6, "== is written as =");
    wrong("up{job<\"a\"}", 6, "one of = != =~ !~ was expected");
    wrong("up{job}", 6, "one of = != =~ !~ was expected");
    wrong("up{job=\"a\" x=\"b\"}", 11, "a , or } was expected");
    wrong("up{,}", 3, "a label was expected, such as job=\"node\"");
    wrong("up{job=\"a}", 7, "the closing quote is missing");
    wrong("up{job=\"a\\q\"}", 9, "this escape is none");
    wrong("up{job=\"\\ud800\"}", 8, "this escape is none");
    wrong("up{job=\"\\400\"}", 8, "this escape is none");
    wrong("up{job=\"\\U00110000\"}", 8, "this escape is none");
    wrong("up{job=\"\\x4\"}", 8, "this escape is none");
    wrong("up{job=\"\\xff\"}", 7, "these escapes make no UTF-8");
    wrong("up{job=\"a\nb\"}", 9, "a line break is written as \\n");
    wrong("up{job=~\"(\"}", 8, "the expression is no regular expression: ");
    wrong("up{\"down\"}", 3, "the name stands there already");
    wrong("{\"\"}", 1, "a name can't be empty");
    wrong("up{job=\"a\"} or down", 12, "the selection ends here, but there is more");
    wrong("rate(up[5m])", 4, "the selection ends here, but there is more");
  }

  @Test
  void size_isBounded() {
    wrong("x".repeat(4097), 4096, "4096 characters at most");
    String many =
        IntStream.range(0, 33).mapToObj(i -> "l" + i + "=\"\"").collect(Collectors.joining(","));
    wrong("{" + many + "}", many.lastIndexOf(',') + 2, "more than 32 conditions");
    wrong("{a=~\"" + "x".repeat(1025) + "\"}", 4, "1024 characters at most");
    wrong("{a=~\"((a{1000}){1000}){1000}\"}", 4, "the expression repeats within repeats");
    wrong("{a=~\"" + "(".repeat(300) + ")".repeat(300) + "\"}", 4, "the expression has more");
    wrong("{a=~\"" + "()?".repeat(341) + "\"}", 4, "more than 1000 choices; ask in parts");
  }

  /// Whatever comes: a selection or words about it, soon.
  @Test
  void hostileText_neverBreaksIt() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4711);
    List<String> parts =
        List.of(
            "up",
            "{",
            "}",
            "=",
            "=~",
            "!~",
            "!=",
            "\"",
            "'",
            "`",
            "\\",
            "\\x",
            "\\u12",
            ",",
            " ",
            "(",
            ")",
            "[",
            "]",
            "{1000}",
            "*",
            "+",
            "?",
            "|",
            "\n",
            "\0",
            "é",
            "😀",
            "\ud800",
            "__name__",
            "\"a\"",
            "a=\"b\"",
            "x=~\"(a*)*b\"",
            "\\Q",
            "\\E",
            "^$",
            "[[:alpha:]]");
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      var text = new StringBuilder();
      for (int left = random.nextInt(12); left >= 0; left--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      read += tried(text.toString());
    }
    assertThat(read).isGreaterThan(500);
  }

  /// What was read and is written again means the same.
  @Test
  void whatWasRead_canBeWrittenAgain() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    for (int i = 0; i < 2_000; i++) {
      var value = new StringBuilder();
      for (int left = random.nextInt(8); left > 0; left--) {
        value.appendCodePoint("ab\"\\\n'`{}=,é😀".codePointAt(random.nextInt(12)));
      }
      String text = Selection.of(Matcher.is("a", value.toString())).toString();
      Selection read = SelectionText.parse(text);
      assertThat(read.matchers().getFirst().exactly()).hasValue(value.toString());
    }
  }

  private static int tried(String text) {
    try {
      SelectionText.parse(text).has("up", NODE);
      return 1;
    } catch (SelectionException wrong) {
      assertThat(wrong.place()).isBetween(0, text.length());
      assertThat(wrong.told()).startsWith("character ");
      return 0;
    }
  }

  private static void check(String text, String expected) throws SelectionException {
    assertThat(SelectionText.parse(text)).hasToString(expected);
  }

  private static void value(String literal, String expected) throws SelectionException {
    Selection read = SelectionText.parse("{a=" + literal + "}");
    assertThat(read.matchers().getFirst().exactly()).hasValue(expected);
  }

  private static void has(String text, boolean expected) throws SelectionException {
    assertThat(SelectionText.parse(text).has("up", NODE)).as(text).isEqualTo(expected);
  }

  private static void wrong(String text, int place, String words) {
    assertThatThrownBy(() -> SelectionText.parse(text))
        .isInstanceOfSatisfying(
            SelectionException.class, wrong -> assertThat(wrong.place()).isEqualTo(place))
        .hasMessageContaining(words);
  }
}
