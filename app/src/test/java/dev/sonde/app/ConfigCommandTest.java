package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void headers_areShownWithoutTheirValues() throws IOException {
    Files.writeString(
        folder.resolve("sonde.yaml"),
        """
        shippers:
          - name: a
            type: http_json
            url: "http://localhost/"
            headers: {X-Auth: topsecret9, X-Other: "${env:OTHER}"}
        """);
    assertThat(config())
        .doesNotContain("topsecret9", "hunter2")
        .contains("X-Auth: \"***\", X-Other: \"${env:OTHER}\"");
  }

  private String config() {
    var shell =
        new Shell(
            Map.of("OTHER", "hunter2"),
            folder,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            () -> {});
    new CommandLine(shell, new ManualTime("2026-01-02T00:00:00Z")).execute(List.of("config"));
    shell.out().flush();
    return out.toString(StandardCharsets.UTF_8);
  }
}
