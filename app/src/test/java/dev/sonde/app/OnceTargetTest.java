package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Time;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnceTargetTest {
  private static final String PAGE =
      """
      # TYPE up_to_now counter
      up_to_now_total{path="/a"} 3
      # TYPE load gauge
      load 0.5
      """;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<String> asked = new ArrayList<>();
  private Listener listener;
  private String address = "";

  @BeforeEach
  void application() throws IOException {
    listener =
        Listener.open(
            Address.parse("127.0.0.1:0"),
            Limits.DEFAULT,
            request -> {
              asked.add(request.path() + " " + request.headers("X-Team"));
              return request.path().equals("/metrics")
                  ? Response.text(200, PAGE)
                  : Response.text(404, "no");
            });
    address = listener.address().toString();
    Files.writeString(
        folder.resolve("sonde.yaml"),
        """
        collectors:
          scrape:
            targets:
              - name: shop
                url: "http://%1$s/metrics"
                labels: {team: red}
                metric_relabel: [{source_labels: [__name__], regex: load, action: drop}]
            jobs:
              - job_name: two
                static_configs: [{targets: ["%1$s", "127.0.0.2:1"]}]
        """
            .formatted(address));
  }

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @Test
  void url_isScrapedAsItIs() {
    assertThat(once(ExitCode.OK, "http://" + address + "/metrics", "--header", "X-Team: red"))
        .contains(
            "2 samples in", "Job        ADDRESS\n", "3  counter  up_to_now_total{path=\"/a\"}")
        .contains("0.5  gauge    load\n", "1  gauge    up\n");
    assertThat(asked).containsExactly("/metrics [red]");
  }

  @Test
  void name_meansTheConfiguration() {
    assertThat(once(ExitCode.OK, "shop"))
        .contains(
            "2 samples in", "; metric_relabel keeps 1\n", "Before     {__address__=\"ADDRESS\"")
        .contains("Labels     {instance=\"ADDRESS\",job=\"shop\",team=\"red\"}\n")
        .doesNotContain("load");
    assertThat(once(ExitCode.OK, address, "--job", "two")).contains("Job        two\n", "load");
  }

  @Test
  void page_isPrintedInAFormat() {
    assertThat(once(ExitCode.OK, "shop", "--format", "prometheus"))
        .contains("# TYPE up gauge\n", "up{instance=\"ADDRESS\",job=\"shop\",team=\"red\"} 1\n");
    assertThat(once(ExitCode.OK, "shop", "--format", "json")).startsWith("{");
  }

  @Test
  void targetThatIsFound_isScraped() throws IOException {
    Files.writeString(folder.resolve("found.yml"), "- targets: [\"" + address + "\"]");
    Files.writeString(
        folder.resolve("sonde.yaml"),
        """
        collectors:
          scrape:
            jobs:
              - {job_name: found, file_sd_configs: [{files: ["%1$s/found.yml"]}]}
              - {job_name: gone, file_sd_configs: [{files: ["%1$s/gone.yml"]}]}
        """
            .formatted(folder));
    assertThat(once(ExitCode.OK, "found")).contains("Job        found\n", "load");
    assertThat(once(ExitCode.FAILED, "gone"))
        .contains("gone has no target to scrape: file discovery: ");
  }

  @Test
  void targetsThatAreFound_areAllWaitedFor_andThePatternIsNamedWhenThereAreNone()
      throws IOException {
    for (int i = 1; i <= 8; i++) {
      Files.writeString(
          folder.resolve("many" + i + ".yml"), "- targets: [\"127.0.0.1:" + i + "\"]");
    }
    Files.writeString(
        folder.resolve("sonde.yaml"),
        """
        collectors:
          scrape:
            jobs:
              - {job_name: many, file_sd_configs: [{files: ["%1$s/many*.yml"]}]}
              - {job_name: none, file_sd_configs: [{files: ["%1$s/none*.yml"]}]}
        """
            .formatted(folder));
    assertThat(once(ExitCode.USAGE, "many")).contains("many stands for 8 targets");
    assertThat(once(ExitCode.FAILED, "none"))
        .contains("none has no target to scrape: file discovery: found nothing: ", "none*.yml");
  }

  @Test
  void failure_isSaidInWords() {
    assertThat(once(ExitCode.FAILED, "http://" + address + "/other"))
        .isEqualTo("sonde: http://ADDRESS/other: the server answered 404\n");
  }

  @Test
  void whatNamesNoTarget_isAMistake() {
    assertThat(once(ExitCode.USAGE, "shp")).contains("no job or target is called shp; there are");
    assertThat(once(ExitCode.USAGE, "two")).contains("stands for 2 targets", "127.0.0.2:1");
    assertThat(once(ExitCode.USAGE, "http://" + address + "/metrics"))
        .contains("is a target of several jobs; add --job NAME: shop, two");
    assertThat(once(ExitCode.USAGE, "shop", "--timeout", "1s")).contains("goes with a URL");
    assertThat(once(ExitCode.USAGE, "http://x", "--timeout", "soon")).contains("timeout");
    assertThat(once(ExitCode.USAGE, "http://x", "--header", "X-A: \"a\nX-B: secret"))
        .contains("--target: headers")
        .doesNotContain("secret");
    assertThat(once(ExitCode.USAGE, "http://x", "--header", "red")).contains("X-Team: red");
    assertThat(once(ExitCode.USAGE, "http://x", "--header", "Authorization: Basic c2VjcmV0"))
        .contains("basic_auth")
        .doesNotContain("c2VjcmV0");
  }

  private String once(int code, String target, String... more) {
    out.reset();
    var print = new PrintStream(out, false, StandardCharsets.UTF_8);
    var shell = new Shell(Map.of(), folder, print, print, () -> {});
    List<String> words = new ArrayList<>(List.of("once", "--target", target));
    words.addAll(List.of(more));
    int ended = new CommandLine(shell, Time.SYSTEM).execute(words);
    print.flush();
    String said = out.toString(StandardCharsets.UTF_8).replace(address, "ADDRESS");
    assertThat(ended).as(said).isEqualTo(code);
    return said;
  }
}
