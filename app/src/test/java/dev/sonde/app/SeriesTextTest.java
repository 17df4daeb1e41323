package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Labels;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesTextTest {
  @Test
  void name_alone() throws UsageException {
    check("up", "up", Labels.NONE);
    check(" up ", "up", Labels.NONE);
    check("up{}", "up", Labels.NONE);
  }

  @Test
  void labels_inAnyOrder() throws UsageException {
    check("up{job=\"a\",instance=\"b\"}", "up", Labels.of("job", "a", "instance", "b"));
    check("up{ job = \"a\" , b=\"\", }", "up", Labels.of("job", "a"));
    check("up{a=\"{,}=\"}", "up", Labels.of("a", "{,}="));
  }

  @Test
  void escapes_areThoseOfAnExposition() throws UsageException {
    check("up{a=\"1\\n2\\\"\\\\\"}", "up", Labels.of("a", "1\n2\"\\"));
  }

  @Test
  void names_ofAnyCharacters() throws UsageException {
    check("{\"a b\",\"é.x\"=\"c\"}", "a b", Labels.of("é.x", "c"));
    check("{\"a b\"}", "a b", Labels.NONE);
  }

  @Test
  void whatIsPrinted_isUnderstood() throws UsageException {
    Labels labels = Labels.of("a", "x\ny\"\\", "b", "{}");
    check("up" + labels, "up", labels);
  }

  @Test
  void mistakes_areTold() {
    told("{a=\"b\"}", "has no name");
    told("up{", "ends too early");
    told("up{a}", "lacks = after a");
    told("up{a=b}", "has a value without quotes: b}");
    told("up{a=\"b", "lacks a closing quote");
    told("up{a=\"b\" c=\"d\"}", "lacks a , or } after up{a=\"b\" ");
    told("up{a=\"b\"} 1", "goes on after its }");
    told("up{a=\"b\",a=\"c\"}", "has a twice");
    told("up{=\"b\"}", "has no label at =\"b\"}");
  }

  @Test
  void brokenText_isRefusedInWords() {
    var random = new Random(3);
    String pieces = "up{}=,\"\\ a";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      try {
        assertThat(SeriesText.parse(text.toString()).name()).isNotEmpty();
      } catch (UsageException told) {
        assertThat(told).hasMessageContaining("; write it as ");
      }
    }
  }

  private static void told(String text, String what) {
    assertThatThrownBy(() -> SeriesText.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("\"" + text + "\" " + what);
  }

  private static void check(String text, String name, Labels labels) throws UsageException {
    assertThat(SeriesText.parse(text)).isEqualTo(new SeriesText(name, labels));
  }
}
