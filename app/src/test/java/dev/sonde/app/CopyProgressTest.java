package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.stores.embedded.Watcher.Phase;
import dev.sonde.testkit.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CopyProgressTest {
  private static final long MEBIBYTE = 1 << 20;

  private final ManualTime time = new ManualTime("2026-01-01T12:00:00Z");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void terminal_hasOneLineThatChanges() {
    assertThat(said(true, Duration.ofSeconds(1)))
        .isEqualTo(
            "\r\u001b[Kcopied  10 %, 10.0 MiB of 100.0 MiB, 9s left"
                + "\r\u001b[Kcopied  50 %, 50.0 MiB of 100.0 MiB, 2s left"
                + "\r\u001b[Kchecked 100 %, 100.0 MiB of 100.0 MiB\r\u001b[K");
  }

  @Test
  void elsewhere_aLineComesNowAndThen() {
    assertThat(said(false, Duration.ofSeconds(1)))
        .isEqualTo("copied  50 %, 50.0 MiB of 100.0 MiB, 2s left\n");
    assertThat(said(false, Duration.ofMillis(100))).isEmpty();
  }

  private String said(boolean terminal, Duration between) {
    out.reset();
    try (var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var progress = new CopyProgress(print, time, terminal)) {
      time.pass(between);
      progress.seen(Phase.COPY, 10 * MEBIBYTE, 100 * MEBIBYTE);
      time.pass(between);
      progress.seen(Phase.COPY, 50 * MEBIBYTE, 100 * MEBIBYTE);
      time.pass(between);
      progress.seen(Phase.CHECK, 100 * MEBIBYTE, 100 * MEBIBYTE);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
