package dev.sonde.collectors.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.wire.json.JsonReport;
import dev.sonde.wire.json.JsonSkip;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final JsonSkip SOME = JsonSkip.NO_VALUE;

  @Test
  void json_thatNobodyMapped_isToldWhatToWrite() {
    String json = "; write format: json and, under json, what to take of it, or format: ";
    assertThat(TextPages.foreign("application/json; charset=utf-8"))
        .hasMessage(
            "the page is application/json; charset=utf-8, which is not read as metrics"
                + json
                + "metricsd_json");
    assertThat(TextPages.foreign("text/html"))
        .hasMessage("the page is text/html, which is not read as metrics");
    assertThat(TextPages.foreign("")).hasMessageContaining("no content type");
  }

  @Test
  void one_isSaidAsOne() {
    assertThat(JsonPages.note(new JsonReport(1, 0, Map.of(SOME, 1), "$.a: x")))
        .isEqualTo("1 value gave no sample, such as $.a: x");
    assertThat(JsonPages.note(new JsonReport(1, 0, Map.of(SOME, 2), "$.a: x")))
        .isEqualTo("2 values gave no sample, such as $.a: x");
    assertThat(JsonPages.note(new JsonReport(1, 1, Map.of(), "")))
        .isEqualTo("1 value stands for a series that another has");
    assertThat(JsonPages.note(new JsonReport(1, 2, Map.of(), "")))
        .isEqualTo("2 values stand for the same series");
    assertThat(JsonPages.note(new JsonReport(1, 0, Map.of(), ""))).isEmpty();
  }
}
