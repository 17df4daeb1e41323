package dev.sonde.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Stale;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenMetricsRulesTest {
  private static final int SEEDS = 2_000;

  @Test
  void soundPage_keepsTheRulesAndShowsEverySample() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var page = GeneratedPages.sound(seed);
      var shown = new HashSet<String>();
      for (var sample : OpenMetricsValidator.validate(page.openMetrics())) {
        shown.add(form(sample.name(), sample.labels(), sample.value()));
      }
      assertThat(shown).as("seed %d", seed).isEqualTo(forms(page));
    }
  }

  @Test
  void hostilePage_keepsTheRulesAndCountsWhatItLeavesOut() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var page = GeneratedPages.hostile(seed);
      var exposition = Exposition.openMetrics(seed % 2 == 0);
      var text = page.written(exposition);
      int shown = validated(seed, text);
      long live = page.rows().stream().filter(row -> !Stale.is(row.value())).count();
      assertThat(shown + exposition.leftOut()).as("seed %d", seed).isEqualTo((int) live);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1\n",
        "a 1\n# EOF",
        "a 1\n\n# EOF\n",
        "# EOF\n# EOF\n",
        "a 1\na 2\n# EOF\n",
        "a{b=\"1\",b=\"2\"} 1\n# EOF\n",
        "a{b=\"\\x\"} 1\n# EOF\n",
        "a{__b=\"1\"} 1\n# EOF\n",
        "# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_count 1\n# EOF\n",
        "# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_count 2\na_sum 1\n# EOF\n",
        "a{b=\"1\",} 1\n# EOF\n",
        "a{b.c=\"1\"} 1\n# EOF\n",
        "a.b 1\n# EOF\n",
        "a one\n# EOF\n",
        "# TYPE a counter\na 1\n# TYPE a_total gauge\n# EOF\n",
        "# TYPE a counter\na_total -1\n# EOF\n",
        "# TYPE a counter\na_total NaN\n# EOF\n",
        "# TYPE a counter\na_total 1\n# TYPE a gauge\na 1\n# EOF\n",
        "# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\na{c=\"d\"} 1\n# EOF\n",
        "# HELP a b\n# TYPE a gauge\n# EOF\n",
        "# TYPE a gauge\n# TYPE a gauge\n# EOF\n",
        "# TYPE a gauge\n# HELP a say \"b\"\n# EOF\n",
        "# TYPE a gauge\n# UNIT a bytes\n# EOF\n",
        "# TYPE a banana\n# EOF\n",
        "# TYPE a info\na_info 2\n# EOF\n",
        "# TYPE a stateset\na{b=\"c\"} 1\n# EOF\n",
        "# TYPE a histogram\na_bucket{le=\"1.0\"} 1\n# EOF\n",
        "# TYPE a histogram\na_bucket{le=\"1\"} 1\na_bucket{le=\"+Inf\"} 1\n# EOF\n",
        "# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_bucket{le=\"1.0\"} 1\n# EOF\n",
        "# TYPE a histogram\na_bucket{le=\"1.0\"} 2\na_bucket{le=\"+Inf\"} 1\n# EOF\n",
        "# TYPE a summary\na{quantile=\"1.5\"} 2\n# EOF\n"
      })
  void brokenPage_isSeenByTheValidator(String page) {
    assertThatThrownBy(() -> OpenMetricsValidator.validate(page))
        .isInstanceOf(AssertionError.class);
  }

  private static int validated(int seed, String text) {
    try {
      return OpenMetricsValidator.validate(text).size();
    } catch (AssertionError breach) {
      throw new AssertionError("seed " + seed + ": " + breach.getMessage() + "\n" + text, breach);
    }
  }

  private static Set<String> forms(TestPage page) {
    var forms = new HashSet<String>();
    for (var row : page.rows()) {
      var labels = row.series().labels().map();
      labels.computeIfPresent("le", (_, number) -> canonical(number));
      labels.computeIfPresent("quantile", (_, number) -> canonical(number));
      forms.add(form(row.series().name(), labels, row.value()));
    }
    return forms;
  }

  private static String form(String name, Map<String, String> labels, double value) {
    return name + new TreeMap<>(labels) + value;
  }

  private static String canonical(String number) {
    return new OpenMetricsText().threshold(Thresholds.parse(number));
  }
}
