package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Complaints complaints = new Complaints(time);

  @Test
  void whatGoesOn_isSaidAtOnce_thenOnceAMinute() {
    assertThat(complaints.say("full")).isTrue();
    assertThat(complaints.say("full")).isFalse();
    time.pass(Duration.ofSeconds(59));
    assertThat(complaints.say("full")).isFalse();
    time.pass(Duration.ofSeconds(1));
    assertThat(complaints.say("full")).isTrue();
  }
}
