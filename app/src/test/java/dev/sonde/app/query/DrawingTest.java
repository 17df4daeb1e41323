package dev.sonde.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class DrawingTest {
  private static final Screen PLAIN = new Screen(40, true, false);
  private static final String HEAD =
      "{\"from\":1767268800000,\"to\":1767269400000,\"step\":60000,\"fold\":\"avg\",\"series\":[";

  @Test
  void gaps_areSeen() throws Exception {
    String drawn = draw(PLAIN, "[0,null,null,10,10,10,null,5,5,5]");
    String ground = drawn.lines().skip(10).findFirst().orElse("");
    assertThat(ground).matches(" +0 ┤▁+·+█+·+█+");
    assertThat(drawn).contains("min 0   max 10   mean 6.43\n      last 5\n");
  }

  @Test
  void sameValues_standInTheMiddle() throws Exception {
    String drawn = draw(PLAIN, "[7,7,7,7,7,7,7,7,7,7]");
    assertThat(drawn.lines().filter(each -> each.contains("7 ┤"))).hasSize(1);
    assertThat(draw(PLAIN, "[\"+Inf\",1,2,\"-Inf\",null,1,1,1,1,1]")).contains("max +Inf");
    assertThat(draw(PLAIN, "[null,null]")).contains("min -   max -");
    assertThat(draw(PLAIN, "[1.7976931348623157e308,-1.7976931348623157e308]")).contains("min -");
    assertThat(draw(PLAIN, "[]")).contains("last -");
  }

  @Test
  void colours_areOnlyWhereTheyAreWanted() throws Exception {
    assertThat(draw(PLAIN, "[1,2]")).doesNotContain("\u001b");
    assertThat(draw(new Screen(40, true, true), "[1,2]")).contains("\u001b[36m", "\u001b[0m");
    assertThat(draw(new Screen(40, true, true).plain(), "[1,2]")).doesNotContain("\u001b");
  }

  @Test
  void plainTerminals_getPlainCharacters() throws Exception {
    String drawn = draw(new Screen(40, false, false), "[1,2,3,null,4]");
    assertThat(drawn.chars()).allMatch(each -> each < 0x80);
    assertThat(drawn).contains("#");
  }

  @Test
  void names_moveNoCursor() throws Exception {
    String hostile =
        "{\"name\":\"a\\u001b[2Jb\",\"labels\":{\"l\\u009b\":\"\\u202e\\n\"},\"values\":[1]}";
    String drawn = drawn(PLAIN, HEAD + hostile + "]}", ZoneOffset.UTC);
    assertThat(drawn.lines().findFirst().orElse(""))
        .isEqualTo("a\ufffd[2Jb{l\ufffd=\"\ufffd\\n\"}");
  }

  @Test
  void times_areThoseOfThePlace() throws Exception {
    String json = HEAD + series("[1,2]") + "]}";
    assertThat(drawn(PLAIN, json, ZoneId.of("Asia/Kolkata")))
        .contains("2026-01-01 17:30 to 17:40 +05:30", "17:30", "17:35");
    assertThat(drawn(PLAIN, json, ZoneOffset.UTC)).contains("2026-01-01 12:00 to 12:10 UTC");
  }

  @Test
  void manySeries_areCutInWords() throws Exception {
    var json = new StringBuilder(HEAD);
    for (int i = 0; i < 60; i++) {
      json.append(i == 0 ? "" : ",");
      json.append("{\"name\":\"x\",\"labels\":{\"n\":\"" + i + "\"},\"values\":[1,2]}");
    }
    String drawn = drawn(PLAIN, json + "]}", ZoneOffset.UTC);
    assertThat(drawn).contains("n=\"39\"", "20 series more").doesNotContain("n=\"40\"");
  }

  @Test
  void screen_isWhatTheTerminalSays() {
    check(Map.of(), false, 0, new Screen(80, false, false));
    check(Map.of("LANG", "en_GB.UTF-8"), true, 132, new Screen(132, true, true));
    check(Map.of("LANG", "en_GB.UTF-8", "LC_ALL", "C"), true, 0, new Screen(80, false, true));
    check(Map.of("LC_CTYPE", "de_DE.utf8", "NO_COLOR", "1"), true, 0, new Screen(80, true, false));
    check(Map.of("COLUMNS", "99", "TERM", "dumb"), true, 132, new Screen(99, false, false));
    check(Map.of("COLUMNS", "5"), false, 0, new Screen(40, false, false));
    check(Map.of("COLUMNS", "wide"), false, 99_999, new Screen(400, false, false));
  }

  @Test
  void strangeAnswers_areRefused() {
    for (String each :
        List.of(
            "",
            "[]",
            "{}",
            "{\"from\":1}",
            "{\"from\":2,\"to\":1,\"step\":1}",
            "{\"from\":1,\"to\":2,\"step\":0}",
            "{\"from\":-1,\"to\":2,\"step\":1}",
            "{\"from\":0,\"to\":9e18,\"step\":1}",
            "{\"from\":\"x\",\"to\":2,\"step\":1}")) {
      assertThatThrownBy(() -> drawn(PLAIN, each, ZoneOffset.UTC))
          .as(each)
          .isInstanceOf(AnswerException.class);
    }
  }

  /// Any numbers, any widths: something is drawn.
  @Test
  void anyValues_areDrawn() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    for (int i = 0; i < 3_000; i++) {
      var values = new StringBuilder("[");
      for (int left = random.nextInt(90); left > 0; left--) {
        values.append(any(random)).append(left == 1 ? "" : ",");
      }
      var screen = new Screen(40 + random.nextInt(200), random.nextBoolean(), random.nextBoolean());
      String two = series(values + "]") + "," + series("[1,null]");
      String json = HEAD + (random.nextBoolean() ? two : series(values + "]")) + "]}";
      assertThat(drawn(screen, json, ZoneOffset.UTC)).startsWith(screen.colors() ? "\u001b" : "x");
    }
  }

  private static String any(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> "null";
      case 1 -> "\"+Inf\"";
      case 2 -> "\"-Inf\"";
      case 3 -> "\"NaN\"";
      case 4 -> "1e" + (random.nextInt(600) - 300);
      case 5 -> "-" + random.nextInt(1000);
      default -> Double.toString(random.nextDouble() * 100);
    };
  }

  private static void check(
      Map<String, String> environment, boolean terminal, int measured, Screen expected) {
    assertThat(Screen.of(environment, terminal, measured)).isEqualTo(expected);
  }

  private static String series(String values) {
    return "{\"name\":\"x\",\"labels\":{},\"values\":" + values + "}";
  }

  private static String draw(Screen screen, String values) throws AnswerException {
    return drawn(screen, HEAD + series(values) + "]}", ZoneOffset.UTC);
  }

  private static String drawn(Screen screen, String json, ZoneId zone) throws AnswerException {
    return Drawing.of(json.getBytes(StandardCharsets.UTF_8), screen, zone);
  }
}
