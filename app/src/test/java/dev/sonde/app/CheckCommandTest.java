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

class CheckCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void filesOfJobsThatAreNotThere_areWarnedOf() throws IOException {
    for (String keys :
        List.of(
            "tls_config: {ca_file: nope}",
            "basic_auth: {username: a, password_file: nope}",
            "bearer_token_file: nope",
            "authorization: {credentials_file: nope}",
            "http_headers: {X-Team: {files: [nope]}}",
            "oauth2: {client_id: a, client_secret_file: nope, token_url: 'http://b/'}")) {
      assertThat(checked(keys)).as(keys).contains("warning    job node: ").contains("nope");
    }
    assertThat(checked("bearer_token: abc")).doesNotContain("warning");
    Files.writeString(folder.resolve("token"), "abc");
    assertThat(checked("bearer_token_file: " + folder.resolve("token"))).doesNotContain("warning");
  }

  @Test
  void jobsThatAreOff_areNotLookedAt() throws IOException {
    assertThat(checked("bearer_token_file: nope", "enabled: false")).doesNotContain("warning");
  }

  @Test
  void twoShippersOfOneFile_areAMistake() throws IOException {
    write(
        """
        shippers:
          - {name: a, type: file, path: out/lines.jsonl}
          - {name: b, type: file, path: ./out/../out/lines.jsonl}
        """);
    assertThat(check(78)).contains("a and b would both write to").contains("1 mistake");
    write(
        """
        shippers:
          - {name: a, type: file, path: lines.jsonl}
          - {name: b, type: file, path: lines.jsonl, enabled: false}
          - {name: c, type: file, path: other.jsonl}
        """);
    check(0);
  }

  private String checked(String keys) throws IOException {
    return checked(keys, "enabled: true");
  }

  private String checked(String keys, String enabled) throws IOException {
    write(
        """
        collectors:
          scrape:
            %s
            jobs:
              - job_name: node
                static_configs: [{targets: ["web1:9100"]}]
                %s
        """
            .formatted(enabled, keys));
    return check(0);
  }

  private void write(String yaml) throws IOException {
    Files.writeString(folder.resolve("sonde.yaml"), yaml);
  }

  private String check(int code) {
    out.reset();
    var print = new PrintStream(out, false, StandardCharsets.UTF_8);
    var shell = new Shell(Map.of(), folder, print, print, () -> {});
    var line = new CommandLine(shell, new ManualTime("2026-01-02T00:00:00Z"));
    int ended = line.execute(List.of("check"));
    print.flush();
    String said = out.toString(StandardCharsets.UTF_8);
    assertThat(ended).as(said).isEqualTo(code);
    return said;
  }
}
