package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program as it comes, without any configuration.
final class AgentIT {

  @TempDir private Path folder;

  @Nested
  final class Running {
    private SondeProcess sonde;

    @BeforeEach
    void start() throws Exception {
      sonde = Launch.in(folder).start();
    }

    @AfterEach
    void end() {
      sonde.close();
    }

    @Test
    void health_tellsHowEveryComponentIs() throws Exception {
      var health =
          sonde.await(sonde::health, each -> each.component("host").at("runs").number() > 0);
      assertThat(health.at("status").text()).isEqualTo("healthy");
      assertThat(health.at("profile").text()).isEqualTo("agent");
      assertThat(health.at("version").text()).matches("\\d+\\.\\d+\\.\\d+.*");
      assertThat(health.component("host").at("state").text()).isEqualTo("ok");
      assertThat(health.component("self").at("errors").number()).isZero();
    }

    @Test
    void metrics_areJsonUnlessTextIsAskedFor() throws Exception {
      sonde.await(() -> sonde.ask("/ready").status(), status -> status == 200);
      var json = sonde.ask("/metrics");
      assertThat(json.header("content-type")).startsWith("application/json");
      assertThat(Json.of(json.text()).at("disk").at("total").number()).isPositive();
      var text = sonde.ask("/metrics", "Accept", "text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
      assertThat(text.header("content-type")).startsWith("text/plain; version=0.0.4");
      assertThat(TextPage.of(text.text()).at("system_cpu_count")).isPositive();
      var open = sonde.ask("/metrics", "Accept", "application/openmetrics-text;version=1.0.0");
      assertThat(open.header("content-type")).startsWith("application/openmetrics-text");
      assertThat(open.text()).endsWith("# EOF\n");
    }

    @Test
    void ready_becomes200() throws Exception {
      var ready = sonde.await(() -> sonde.ask("/ready"), answer -> answer.status() == 200);
      assertThat(ready.text()).contains("\"status\":\"ready\"");
      assertThat(sonde.ask("/-/ready").status()).isEqualTo(200);
      assertThat(sonde.ask("/-/healthy").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/metrics", "/metrics/prometheus", "/-/healthy", "/"})
    void head_saysWhatGetWouldWithoutTheBody(String path) throws Exception {
      var head = sonde.request("HEAD", path);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.header("content-type")).isEqualTo(sonde.ask(path).header("content-type"));
    }

    @Test
    void unknownPath_is404InJson() throws Exception {
      var answer = sonde.ask("/metricz");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(Json.of(answer.text()).at("error").text()).isNotEmpty();
    }

    @Test
    void wrongMethod_is405AndSaysWhichFit() throws Exception {
      var answer = sonde.request("DELETE", "/metrics");
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("allow")).contains("GET", "HEAD");
      assertThat(Json.of(answer.text()).at("error").text()).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void signal_stopsItCleanly(String signal) throws Exception {
      sonde.signal(signal);
      var end = sonde.awaitEnd();
      assertThat(end.code()).as(end.err()).isZero();
      assertThat(end.err()).contains("stopping").doesNotContain("ERROR", "Exception");
    }

    @Test
    void secondOnTheSamePort_endsAndNamesPortAndHolder() throws Exception {
      var second =
          Launch.in(folder)
              .set("server.listen=127.0.0.1:" + sonde.port())
              .set("data_dir=" + folder.resolve("other"))
              .finish();
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err())
          .contains("127.0.0.1:" + sonde.port() + ": in use by java (pid " + sonde.pid() + ");")
          .contains("--set server.listen=");
    }
  }

  @Test
  void addressOfAnotherMachine_endsAndSaysWhatToDo() throws Exception {
    var end = Launch.in(folder).set("server.listen=192.0.2.1:9100").finish();
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.err())
        .contains("can't listen on 192.0.2.1:9100: ", "; choose another address: --set");
  }

  @Test
  void stop_duringTheStart_exits0() throws Exception {
    try (var sonde = Launch.in(folder).set("server.listen=127.0.0.1:0").spawn()) {
      sonde.awaitLog("configuration: defaults");
      sonde.signal("TERM");
      assertThat(sonde.awaitEnd().code()).isZero();
    }
  }

  @Test
  void unknownVerb_exits2AndNamesTheVerbs() throws Exception {
    var end = Launch.in(folder).words("rnu").finish();
    assertThat(end.code()).isEqualTo(2);
    assertThat(end.err())
        .contains(
            "\"rnu\"",
            "run, check, once, explain, query, agents, health, config, journal, store, keys, plugins,"
                + " version, help");
    assertThat(end.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--confg=x", "--config", "-log-level", "--set"})
  void wrongFlag_exits2(String flag) throws Exception {
    assertThat(Launch.in(folder).words(flag).finish().code()).isEqualTo(2);
  }

  @Test
  void version_isOneLine() throws Exception {
    var end = Launch.in(folder).words("version").finish();
    assertThat(end.code()).isZero();
    assertThat(end.out()).matches("sonde \\d+\\.\\d+\\.\\d+ \\(Java 25.*\\)\n");
    assertThat(end.err()).isEmpty();
  }

  @Test
  void help_namesEveryVerb() throws Exception {
    var end = Launch.in(folder).words("help").finish();
    assertThat(end.code()).isZero();
    assertThat(end.out()).contains("run", "check", "once", "config", "version", "--set");
    assertThat(Launch.in(folder).words("help", "once").finish().out()).contains("--format");
  }

  @Test
  void once_showsThisMachine() throws Exception {
    var table = once("table");
    assertThat(table).contains("CPU", "/");
    assertThat(TextPage.of(once("prometheus")).at("system_cpu_usage_total_percent"))
        .isBetween(0.0, 100.0);
    assertThat(Json.of(once("json").strip()).value()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"once", "config", "check", "version"})
  void outputThatIsLost_isAFailure(String verb) throws Exception {
    var full = Launch.in(folder).under("sh", "-c", "exec \"$@\" >/dev/full", "sh");
    var end = full.words(verb).finish();
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.err()).contains("could not be written to standard output");
  }

  private String once(String format) throws IOException, InterruptedException {
    var end = Launch.in(folder).words("once", "--format", format).finish();
    assertThat(end.code()).as(end.err()).isZero();
    return end.out();
  }
}
