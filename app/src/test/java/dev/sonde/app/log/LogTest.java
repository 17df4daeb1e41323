package dev.sonde.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogTest {
  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Log log = new Log(time, new PrintStream(out, true, StandardCharsets.UTF_8));
  private final Logger host = new SondeLogger("collector.host", log);
  private final Logger http = new SondeLogger("http", log);

  @Test
  void text_isOneReadableLine() {
    host.warn("{} of {} failed", 1, 2);
    assertThat(written())
        .isEqualTo("2026-01-01T00:00:00.000Z WARN  collector.host: 1 of 2 failed\n");
  }

  @Test
  void text_cannotBeForgedByWhatAStrangerSent() {
    http.info(
        "bad request {}", "x\n2026-01-01T00:00:00.000Z ERROR collector.host: disk gone\u001b[2J");
    assertThat(written().lines()).hasSize(1);
    assertThat(written()).doesNotContain("\u001b");
  }

  @Test
  void json_isOneObjectALine() {
    log.configure(new LogConfig(LogConfig.Threshold.INFO, Map.of(), LogConfig.Form.JSON));
    host.info("a \"quoted\"\nword \\ and \ud800");
    assertThat(written())
        .isEqualTo(
            "{\"time\":\"2026-01-01T00:00:00.000Z\",\"level\":\"info\",\"logger\":\"collector.host\","
                + "\"message\":\"a \\\"quoted\\\"\\nword \\\\ and \\ud800\"}\n");
  }

  @Test
  void level_ofAComponent_standsAboveTheGeneralOne() {
    log.configure(
        new LogConfig(
            LogConfig.Threshold.ERROR,
            Map.of(
                "collector", LogConfig.Threshold.WARN, "collector.host", LogConfig.Threshold.DEBUG),
            LogConfig.Form.TEXT));
    assertThat(host.isDebugEnabled()).isTrue();
    assertThat(new SondeLogger("collector.hosting", log).isInfoEnabled()).isFalse();
    assertThat(new SondeLogger("collector.gpu", log).isWarnEnabled()).isTrue();
    assertThat(http.isWarnEnabled()).isFalse();
  }

  @Test
  void warnings_thatRepeat_areFoldedWithACount() {
    for (int i = 0; i < 100; i++) {
      host.warn("no answer");
      time.pass(Duration.ofMillis(100));
    }
    assertThat(written().lines()).hasSize(1);
    time.pass(Duration.ofMinutes(1));
    host.warn("no answer");
    assertThat(written().lines())
        .hasSize(3)
        .anyMatch(line -> line.endsWith("no answer (99 times more since)"));
  }

  @Test
  void warnings_thatDiffer_areNotFolded_andMemoryIsBounded() {
    for (int i = 0; i < 1_000; i++) {
      host.warn("no answer from {}", i);
    }
    assertThat(written().lines()).hasSize(1_000);
  }

  @Test
  void error_showsItsCauses() {
    host.warn("failed", new IOException("outer", new IOException("inner")));
    assertThat(written()).contains("; java.io.IOException: outer; java.io.IOException: inner");
    assertThat(written().lines()).hasSize(1);
  }

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
