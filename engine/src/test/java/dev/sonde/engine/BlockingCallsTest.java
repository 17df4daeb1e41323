package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BlockingCallsTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private final BlockingCalls calls = new BlockingCalls();

  @Test
  void answeredCall_doesNotCountAsRunning() throws Exception {
    for (int i = 0; i < 1000; i++) {
      int running = calls.call("count", LIMIT, calls::running);
      assertThat(running).isOne();
      assertThat(calls.running()).isZero();
    }
  }

  @Test
  void failedCall_doesNotCountAsRunning() {
    assertThatThrownBy(() ->
            calls.call(
                "fail",
                LIMIT,
                () -> {
                  throw new IOException("no");
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("no");
    assertThat(calls.running()).isZero();
  }
}
