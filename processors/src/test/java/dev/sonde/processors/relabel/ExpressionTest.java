package dev.sonde.processors.relabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpressionTest {
  private static final String LETTERS = "ab.\n|\\*+()é𐐨";

  @Test
  void simpleOnes_needNoAutomaton() {
    for (String regex :
        List.of(
            "", "up", "a|b", "(a|b)", "(?:a|b|)", "go_.*", "go_.*|x.+|y", "(.*)", ".+", "a\\.b")) {
      assertThat(Expression.of(regex)).isInstanceOf(Alternatives.class);
    }
  }

  @Test
  void others_doNeedOne() {
    for (String regex :
        List.of(
            "(a)|(b)",
            ".*a",
            "a.b",
            "a?",
            "(?i)a",
            "(?:a)b",
            "(?P<a>b)",
            "\\d",
            "[a]",
            "^a",
            "a$")) {
      assertThat(Expression.of(regex)).isInstanceOf(Automaton.class);
    }
  }

  @Test
  void shortcuts_agreeWithTheAutomaton() {
    var random = new Random(7);
    int simple = 0;
    for (int i = 0; i < 20_000; i++) {
      String regex = regex(random);
      if (Alternatives.of(regex).isPresent()) {
        simple++;
        agree(Alternatives.of(regex).orElseThrow(), new Automaton(regex), random);
      }
    }
    assertThat(simple).isGreaterThan(5_000);
  }

  private static void agree(Alternatives simple, Automaton whole, Random random) {
    assertThat(simple.groupCount()).isEqualTo(whole.groupCount());
    for (int i = 0; i < 8; i++) {
      String text = text(random, 4);
      assertThat(simple.matches(text)).as(simple + " " + text).isEqualTo(whole.matches(text));
      assertThat(simple.groups(text)).as(simple + " " + text).isEqualTo(whole.groups(text));
    }
  }

  private static String regex(Random random) {
    var regex = new StringBuilder();
    int parts = 1 + random.nextInt(3);
    for (int i = 0; i < parts; i++) {
      regex.append(i == 0 ? "" : "|").append(word(random)).append(tail(random));
    }
    return switch (random.nextInt(4)) {
      case 0 -> "(" + regex + ")";
      case 1 -> "(?:" + regex + ")";
      default -> regex.toString();
    };
  }

  private static String tail(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> ".*";
      case 1 -> ".+";
      default -> "";
    };
  }

  private static String word(Random random) {
    var word = new StringBuilder();
    text(random, 3)
        .codePoints()
        .forEach(
            each -> word.append("\\.*+|()".indexOf(each) >= 0 ? "\\" : "").appendCodePoint(each));
    return word.toString();
  }

  private static String text(Random random, int longest) {
    var text = new StringBuilder();
    int length = random.nextInt(longest + 1);
    int letters = LETTERS.codePointCount(0, LETTERS.length());
    for (int i = 0; i < length; i++) {
      int at = LETTERS.offsetByCodePoints(0, random.nextInt(letters));
      text.appendCodePoint(LETTERS.codePointAt(at));
    }
    return text.toString();
  }

  @Test
  void hostileValues_takeNoLongerThanTheirLengthSays() {
    String value = "a".repeat(20_000) + "!";
    for (String regex :
        List.of(
            "(a+)+",
            "(a|aa)+",
            "(a*)*b",
            "(.*a){12}",
            "(a|a?)+",
            "((a?){20})+x",
            "(.*)(.*)(.*)b")) {
      assertThat(regex).satisfies(each -> matches(each, value));
    }
  }

  /// A backtracking engine needs longer than the world stands; the time allowed is no measurement.
  private static void matches(String regex, String value) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(5), () -> assertThat(Expression.of(regex).groups(value)).isEmpty());
  }

  @Test
  void repeatsWithinRepeats_areRefused() {
    for (String regex :
        List.of(
            "((a{1000}){1000})",
            "(((a{30}){30}){30})",
            "(?:a{32}b){32}",
            "((a{0,500}){3,})",
            "(a{99}){11}")) {
      refused(regex, "repeats within repeats");
    }
    for (String regex :
        List.of("a{1000}", "(a{31}){32}", "a{500}b{900}", "[{]a{10}", "\\Q{1}{1}\\E", "a{b}")) {
      assertThat(new Automaton(regex)).isNotNull();
    }
  }

  @Test
  void tooManyChoices_areRefused() {
    refused("(a?)".repeat(2000), "choices");
    refused("(?:" + "a?".repeat(200) + "){10}", "choices");
    refused("[ab]x|".repeat(1500), "choices");
    assertThat(new Automaton("[ab]?".repeat(990)).matches("abab")).isTrue();
  }

  @Test
  void deepNesting_isRefused() {
    refused("(".repeat(20_000) + "a" + ")".repeat(20_000), "brackets within each other");
    refused("(?:".repeat(300) + "a" + ")".repeat(300), "brackets within each other");
    assertThat(new Automaton("(?:".repeat(240) + "a+" + ")".repeat(240)).matches("aa")).isTrue();
  }

  @Test
  void manyGroupsInALargeOne_areRefused() {
    refused("(a)".repeat(300) + "[ab]{1000}".repeat(4), "too large");
  }

  /// What docs/relabelling.md says of them.
  @Test
  void differencesToGo_areTheseAlone() {
    refused("a)|(b", "it has a ) too many");
    refused("(?P<x>a)(?P<x>b)", "duplicate capture group name x");
    for (String unknown :
        List.of("\\p{Letter}", "\\p{LC}", "\\p{greek}", "\\p{Adlam}", "\\p{Vithkuqi}")) {
      refused(unknown, "invalid character class range " + unknown);
    }
    assertThat(Expression.of("\\ü").matches("ü")).isTrue();
    assertThat(Expression.of("\\Qa.").matches("a.")).isTrue();
  }

  private static void refused(String regex, String why) {
    assertThatThrownBy(() -> Expression.of(regex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void brokenText_neverEndsInAnythingButAMessage() {
    var random = new Random(11);
    String pieces = "()[]{}|*+?\\.^$Qx1,:PdE<>é-";
    for (int i = 0; i < 30_000; i++) {
      var regex = new StringBuilder();
      for (int length = random.nextInt(14); length > 0; length--) {
        regex.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      tried(regex.toString());
    }
  }

  private static void tried(String regex) {
    try {
      Expression expression = Expression.of(regex);
      assertThat(expression.groups("x1").isEmpty()).isEqualTo(!expression.matches("x1"));
    } catch (IllegalArgumentException told) {
      assertThat(told).hasMessageNotContainingAny("internal", "null");
    }
  }

  @Test
  void threads_shareOne() throws InterruptedException {
    Expression expression = Expression.of("(?P<host>[^:]+):(\\d+)");
    var wrong = new AtomicInteger();
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(each ->
                Thread.ofVirtual()
                    .start(() -> {
                      for (int i = 0; i < 2000; i++) {
                        List<String> groups = expression.groups("h" + each + ":" + i);
                        if (!groups.equals(List.of("h" + each + ":" + i, "h" + each, "" + i))) {
                          wrong.incrementAndGet();
                        }
                      }
                    }))
            .toList();
    for (Thread each : threads) {
      each.join();
    }
    assertThat(wrong).hasValue(0);
  }
}
