package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Launch.Finished;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the program says to configurations, good and bad.
final class ConfigurationIT {
  private static final int BAD_CONFIGURATION = 78;
  private static final long HUNDRED_MEGABYTES = 100_000_000;
  private static final String README =
      "../app/src/test/resources/dev/sonde/app/config/metricsd-readme.json";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"check", "run", "once", "config"})
  void fiveMistakes_areAllNamedByLineAndColumn(String verb) throws Exception {
    var five =
        """
        intervall: 5s
        labels: [a, b]
        collectors:
          host: {cpu: perhaps}
        server:
          listen: localhost
        log: {level: chatty}
        """;
    var end = launch(five).words(verb).finish();
    assertThat(end.code()).isEqualTo(BAD_CONFIGURATION);
    assertThat(end.err().lines())
        .anyMatch(line -> line.matches("sonde\\.yaml:1:1: intervall .*did you mean interval\\?"))
        .anyMatch(line -> line.matches("sonde\\.yaml:2:9: labels.*"))
        .anyMatch(line -> line.matches("sonde\\.yaml:4:15: collectors\\.host\\.cpu.*perhaps.*"))
        .anyMatch(line -> line.matches("sonde\\.yaml:6:11: server\\.listen.*the port is missing.*"))
        .anyMatch(line -> line.matches("sonde\\.yaml:7:14: log\\.level.*chatty.*debug.*"))
        .endsWith("sonde: the configuration has 5 mistakes")
        .hasSize(6);
    assertThat(end.out()).isEmpty();
  }

  @Test
  void metricsdReadme_isGood() throws Exception {
    var file = Path.of(README).toAbsolutePath().toString();
    var end = Launch.in(folder).words("check", "-config", file).finish();
    assertThat(end.code()).as(end.err()).isZero();
    assertThat(end.out())
        .startsWith("configuration is good\n")
        .contains("profile metricsd", "host, every 1m", "0.0.0.0:8080");
  }

  @Test
  void metricsdReadme_runsOnThePortOfItsEnvironment() throws Exception {
    var readme = Files.readString(Path.of(README));
    assertThat(readme).contains("\"enabled\": true");
    Files.writeString(
        folder.resolve("config.json"), readme.replace("\"enabled\": true", "\"enabled\": false"));
    int port = Ports.free();
    var launch = Launch.in(folder).environment("MC_SERVER_PORT", Integer.toString(port));
    try (var sonde = launch.words("-log-level", "debug").spawn().at(port)) {
      sonde.awaitLog("listening on http://0.0.0.0:" + port);
      assertThat(sonde.health().at("profile").text()).isEqualTo("metricsd");
      var page = sonde.await(sonde::page, each -> each.at("system_memory_total_bytes") > 0);
      assertThat(page.names()).contains("system_disk_total_bytes");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"server\": {\"port\": 70000}, \"collector\": {}} | invalid",
        "{\"collector\": {\"interval_seconds\": 0}} | invalid",
        "{\"shipper\": {\"type\": \"pigeon\", \"endpoint\": \"http://a/\"}} | invalid",
        "{\"collector\": | failed to parse config file"
      })
  void metricsdMistake_isToldInItsWordsAndExits1(String json, String words) throws Exception {
    Files.writeString(folder.resolve("config.json"), json);
    var end = Launch.in(folder).words("run", "-config", "config.json").finish();
    assertThat(end.code()).as(end.err()).isEqualTo(1);
    assertThat(end.err()).contains(words);
  }

  @Test
  void intervalBetweenSlots_isAMistakeNotAnotherInterval() throws Exception {
    refused(launch("interval: 150ms").finish(), "sonde.yaml:1:11: interval", "multiple of 100ms");
  }

  @Test
  void missing_isSaid() throws Exception {
    refused(Launch.in(folder).words("-config", "nope.yaml").finish(), "nope.yaml: does not exist");
  }

  @Test
  void unreadable_isSaid() throws Exception {
    Assumptions.assumeFalse("root".equals(System.getProperty("user.name")), "root reads all");
    var launch = launch("interval: 1s");
    assertThat(folder.resolve("sonde.yaml").toFile().setReadable(false)).isTrue();
    refused(launch.finish(), "sonde.yaml: ");
  }

  @Test
  void folder_isNoConfiguration() throws Exception {
    Files.createDirectory(folder.resolve("sonde.yaml"));
    refused(Launch.in(folder).finish(), "sonde.yaml: ", "folder");
  }

  @Test
  void empty_isGood() throws Exception {
    assertThat(launch("").words("check").finish().code()).isZero();
    assertThat(launch("# nothing\n").words("check").finish().code()).isZero();
  }

  @Test
  void hundredMegabytes_areRefusedUnread() throws Exception {
    try (var file = new RandomAccessFile(folder.resolve("sonde.yaml").toFile(), "rw")) {
      file.setLength(HUNDRED_MEGABYTES);
    }
    refused(Launch.in(folder).finish(), "sonde.yaml: ", "4MiB");
  }

  @Test
  void pipe_isNotWaitedFor() throws Exception {
    var fifo = folder.resolve("sonde.yaml").toString();
    assertThat(new ProcessBuilder("mkfifo", fifo).start().waitFor()).isZero();
    refused(Launch.in(folder).finish(), "sonde.yaml: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void deeplyNested_isRefused(String nesting) throws Exception {
    refused(launch("labels: " + nesting.repeat(100_000)).finish(), "sonde.yaml:1:");
  }

  @Test
  void billionLaughs_areRefused() throws Exception {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      var reference = ("*a" + (i - 1) + ", ").repeat(9);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, reference));
    }
    refused(launch(bomb.toString()).finish(), "sonde.yaml");
  }

  @Test
  void binary_isRefusedInOneLine() throws Exception {
    var noise = new byte[10_000];
    new Random(1).nextBytes(noise);
    Files.write(folder.resolve("sonde.yaml"), noise);
    var end = Launch.in(folder).finish();
    refused(end, "sonde.yaml");
    assertThat(end.err()).matches("[\\p{Print}\\p{IsLatin}\\n…“”]*");
  }

  @Test
  void duplicateKey_isNamedWithBothPlaces() throws Exception {
    refused(
        launch("interval: 1s\nlabels: {}\ninterval: 2s\n").finish(),
        "sonde.yaml:3:1",
        "first at sonde.yaml:1:1");
  }

  @Test
  void missingVariable_isNamedWhereItStands() throws Exception {
    refused(launch("hostname: ${env:NO_SUCH}").finish(), "sonde.yaml:1:11", "NO_SUCH");
  }

  @Test
  void flag_isStrongerThanTheEnvironmentAndThatThanTheFile() throws Exception {
    var launch = launch("interval: 7s\nhostname: file\nlabels: {from: file}");
    launch.environment("SONDE_INTERVAL", "8s").environment("SONDE_HOSTNAME", "variable");
    var out = launch.set("interval=9s").words("config").finish().out();
    assertThat(out)
        .containsPattern("interval: 9s +# from flag --set interval")
        .containsPattern("hostname: variable +# from environment SONDE_HOSTNAME")
        .containsPattern("labels: \\{from: file} +# from sonde.yaml:3");
  }

  @Test
  void namesBeyondAscii_needNoLocale() throws Exception {
    var name = "$(printf 'm\\303\\274')";
    var shell = "echo 'interval: 7s' >" + name + ".yaml; exec \"$@\" --config " + name + ".yaml";
    var launch = Launch.in(folder).under("sh", "-c", shell + " --set hostname=" + name, "sh");
    assertThat(launch.words("config").finish().out())
        .contains("configuration: m\u00fc.yaml; profile agent", "hostname: \"m\u00fc\" ")
        .containsPattern("interval: 7s +# from m\u00fc.yaml:1");
  }

  @Test
  void unknownVariable_isAMistake() throws Exception {
    var launch = Launch.in(folder).environment("SONDE_SERVER_LISTN", "127.0.0.1:1");
    refused(launch.finish(), "SONDE_SERVER_LISTN", "did you mean SONDE_SERVER_LISTEN?");
  }

  @Test
  void logLevelFlag_isStrongest() throws Exception {
    var launch = launch("log: {level: error}").environment("LOG_LEVEL", "error");
    try (var sonde = launch.words("-log-level", "info").start()) {
      assertThat(sonde.ask("/api/config").text()).containsPattern("level: info +# from flag");
    }
  }

  @Test
  void whatStandsForASecret_isNeverShown() throws Exception {
    Files.writeString(folder.resolve("key"), "s3cret-from-file\n");
    var launch =
        launch("labels: {a: \"${env:TOKEN}\", b: \"x-${file:key}\"}\nwatch_config: true")
            .environment("TOKEN", "s3cret-from-variable")
            .words("-log-level", "debug");
    try (var sonde = launch.start()) {
      var shown = sonde.ask("/api/config").text();
      assertThat(shown).contains("${env:TOKEN}", "${file:key}").doesNotContain("s3cret");
      sonde.signal("HUP");
      sonde.awaitLog("reloaded");
      assertThat(sonde.log()).doesNotContain("s3cret");
    }
  }

  @Test
  void secretInABadPlace_isNotInTheMessage() throws Exception {
    var end =
        launch("interval: ${env:TOKEN}").environment("TOKEN", "s3cret").words("check").finish();
    assertThat(end.code()).isEqualTo(BAD_CONFIGURATION);
    assertThat(end.out() + end.err()).contains("sonde.yaml:1:11").doesNotContain("s3cret");
  }

  private Launch launch(String file) throws IOException {
    return Launch.in(folder).file(file);
  }

  private static void refused(Finished end, String... words) {
    assertThat(end.code()).as(end.err()).isEqualTo(BAD_CONFIGURATION);
    assertThat(end.err()).contains(words).doesNotContain("Exception", "\tat ");
    assertThat(end.err().length()).isLessThan(2_000);
  }
}
