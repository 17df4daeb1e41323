package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void shortWork_saysNothing() {
    check(200, Duration.ofMillis(1_999), "");
  }

  @Test
  void longWork_saysHowFarItIs() {
    check(200, Duration.ofSeconds(2), "done 50 of 200, 25 %\n");
  }

  @Test
  void totalThatNobodyKnows_isNotSaid() {
    check(0, Duration.ofSeconds(2), "done 50\n");
  }

  private void check(long total, Duration passed, String expected) {
    var out = new PrintStream(said, false, StandardCharsets.UTF_8);
    var progress = new Progress(out, time, "done", total, Words::count);
    time.pass(passed);
    progress.accept(50);
    assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
  }
}
