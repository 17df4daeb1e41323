package dev.sonde.wire;

import static dev.sonde.wire.Format.JSON_SNAPSHOT;
import static dev.sonde.wire.Format.OPENMETRICS_1_0;
import static dev.sonde.wire.Format.TEXT_0_0_4;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FormatTest {
  @Test
  void clientThatNamesNothing_getsJson() {
    check(null, JSON_SNAPSHOT);
    check("", JSON_SNAPSHOT);
    check("*/*", JSON_SNAPSHOT);
    check("text/plain", JSON_SNAPSHOT);
    check("application/json, text/plain, */*", JSON_SNAPSHOT);
    check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON_SNAPSHOT);
  }

  @Test
  void prometheus_getsWhatItPrefers() {
    check(
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        OPENMETRICS_1_0);
    check("text/plain;version=0.0.4;q=0.3,*/*;q=0.2", TEXT_0_0_4);
    check(
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;"
            + "q=0.6,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.5,*/*;q=0.1",
        TEXT_0_0_4);
    check("text/plain;version=0.0.4;q=1,*/*;q=0.1", TEXT_0_0_4);
  }

  @Test
  void quality_decides() {
    check("application/openmetrics-text;q=0.2,text/plain;version=0.0.4;q=0.9", TEXT_0_0_4);
    check("application/json,text/plain;version=0.0.4;q=0.5", JSON_SNAPSHOT);
    check("application/json;q=0.1,text/plain;version=0.0.4;q=0.5", TEXT_0_0_4);
    check("application/openmetrics-text;q=0", JSON_SNAPSHOT);
    check("text/plain;version=0.0.4,application/openmetrics-text", OPENMETRICS_1_0);
  }

  @Test
  void spellingOfTheSame_isUnderstood() {
    check("  Application/OpenMetrics-Text ; Version=\"1.0.0\" ; Q=0.5", OPENMETRICS_1_0);
    check("text/plain;charset=\"a,b;c\";version=0.0.4", TEXT_0_0_4);
    check("application/openmetrics-text;version=2.0.0", JSON_SNAPSHOT);
  }

  @Test
  void garbage_isPassedOver() {
    check(",,;;==,\"", JSON_SNAPSHOT);
    check("text/plain;version=0.0.4;q=high", TEXT_0_0_4);
    check("a".repeat(100_000) + ";q=1", JSON_SNAPSHOT);
    check(",".repeat(100_000), JSON_SNAPSHOT);
    var random = new Random(9);
    var alphabet = "text/plain;version=0.q*, \"\\application/openmetrics-text\u0000\ud800";
    for (int i = 0; i < 20_000; i++) {
      var noise = new StringBuilder();
      random
          .ints(random.nextInt(60), 0, alphabet.length())
          .forEach(at -> noise.append(alphabet.charAt(at)));
      assertThat(Format.choose(noise.toString())).isNotNull();
    }
  }

  private static void check(@Nullable String accept, Format expected) {
    assertThat(Format.choose(accept)).as("Accept: %.80s", accept).isEqualTo(expected);
  }
}
