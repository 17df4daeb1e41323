package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrometheusTextGoldenTest {
  private final Trial trial = new Trial(PageFormat.PROMETHEUS_TEXT, PageLimits.USUAL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1",
        " \ta \t 1 \t ",
        "a{} 1",
        "a{b=\"c\"}1",
        "a{b=\"c\",} 1",
        "a { b = \"c\" , d = \"\" , } 1 2",
        "a{b=\"\\\"\\\\\\n\\d}{\"} 1 -3982045",
        "a{b=\"\0\"} 1",
        "a:b:c_0 1 +5",
        "_a{_b=\"c\"} 1",
        "{\"a\"} 1",
        "{ \"a b\" , \"c d\"=\"1\" } 1",
        "{c=\"1\",\"a€\"}1",
        "a NaN",
        "a +inf 1",
        "a -INFINITY",
        "a .5",
        "a 5.",
        "a 1E+5 9223372036854775807",
        "a 00000000000000000000000000000000000000001.2e-1",
        "a 1e-400",
      })
  void soundLine_isASample(String line) {
    check(line, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a ",
        "a{b=\"c\"}",
        "a 1 2 3",
        "a 1 2.5",
        "a 1 9223372036854775808",
        "a 1 -",
        "a 1_2",
        "a 0x1p-3",
        "a 0x1",
        "a 1e",
        "a .",
        "a +NaN",
        "a infinit",
        "a true",
        "a 1e400",
        "a 1\r",
        "a 1,5",
        "a{b='c'} 1",
        "a{b=\"c} 1",
        "a{b=} 1",
        "a{b} 1",
        "a{=\"\"} 1",
        "a{b=\"c\" d=\"e\"} 1",
        "a{b=\"c\",,} 1",
        "a{,} 1",
        "a{b:c=\"d\"} 1",
        "a{b=\"1\",b=\"2\"} 1",
        "a{b=\"1\",\"b\"=\"2\"} 1",
        "a{__name__=\"b\"} 1",
        "a{\"b\"} 1",
        "{b=\"c\"} 1",
        "{\"\"} 1",
        "{\"a\",\"b\"} 1",
        "{\"a\" \"b\"=\"1\"} 1",
        "a\0{b=\"c\"} 1",
        "a{b\0=\"c\"} 1",
        "0a 1",
        "a-b 1",
        "é 1",
        "}",
        "# TYPE a",
        "# TYPE a ",
        "# TYPE a unknown",
        "# TYPE a info",
        "# TYPE a counter gauge",
        "# TYPE #",
        "# HELP",
        "# HELP #",
        "# HELP \"a",
        "# HELP a{} b",
      })
  void brokenLine_isPassedOverAndCounted(String line) {
    check(line, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "#",
        "# ",
        "#TYPE a b",
        "# Hrandom",
        "#EOF",
        "# UNIT a b",
        "# HELP a",
        "# HELP a ",
        "# \tTYPE  \"a.b\" \tsummary ",
        "#\tHELP a \\ \\n \\\\ \\\" \0",
        "# EOF"
      })
  void lineWithoutSample_isNoFault(String line) {
    check(line, 0, 0);
  }

  @Test
  void bytesThatAreNoUtf8_spoilTheirLine() {
    var summary =
        trial.read(bytes("a{b=\"\u00ff\"} 1\na{b=\"\u00c3\u00a4\"} 2\n# HELP a \u00c3\n"));
    assertThat(summary.orElseThrow().malformed()).isEqualTo(2);
    assertThat(summary.orElseThrow().places()).isEqualTo(1);
  }

  @Test
  void firstBrokenLine_isNamed() {
    var summary = trial.read("a 1\n\nb{ 2\nc x\n").orElseThrow();
    assertThat(summary.malformedLine()).isEqualTo(3);
    assertThat(summary.malformedReason()).isEqualTo("a label's name is missing");
    assertThat(summary.malformed()).isEqualTo(2);
  }

  @Test
  void histogram_isOneFamilyUnderTheNamesOfItsSamples() {
    trial.read("# HELP h Says.\n# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_sum 2\nh_count 1\n");
    var samples = trial.sink().end();
    assertThat(samples).extracting("name").containsExactly("h_bucket", "h_sum", "h_count");
    assertThat(samples).extracting("kind").containsOnly(Kind.HISTOGRAM);
    assertThat(samples).extracting("help").containsOnly("Says.");
    assertThat(samples.getFirst().labels()).isEqualTo(Map.of("le", "1.0"));
  }

  @Test
  void thresholds_haveOneForm() {
    var given = List.of("1", "1e6", "0.00001", "100000", "1.50", "-0", "Inf", "nan", "x");
    var lines = new StringBuilder("# TYPE h histogram\n");
    given.forEach(le -> lines.append("h_bucket{le=\"%s\"} 1\n".formatted(le)));
    trial.read(lines.toString());
    assertThat(trial.sink().end())
        .extracting(sample -> sample.labels().get("le"))
        .containsExactly("1.0", "1e+06", "1e-05", "100000.0", "1.5", "0.0", "+Inf", "NaN", "x");
  }

  private void check(String line, int samples, int malformed) {
    for (var page : List.of(line + "\n", line, "x 1\n" + line + "\ny 2\n")) {
      var others = page.startsWith("x 1") ? 2 : 0;
      var summary = trial.read(page).orElseThrow();
      assertThat(summary.places()).as(page).isEqualTo(samples + others);
      assertThat(summary.malformed()).as(page).isEqualTo(malformed);
    }
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
