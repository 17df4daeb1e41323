package dev.sonde.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeSettingsTest {
  private static void check(String yaml, String... expected) {
    assertThat(Parsed.of(yaml).told()).isEqualTo(String.join("\n", expected) + "\n");
  }

  @Test
  void read_nothing_givesDefaults() {
    Parsed parsed = Parsed.of("");
    assertThat(parsed.told()).isEmpty();
    assertThat(parsed.config().interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(parsed.config().server().listen()).containsExactly("127.0.0.1:9100");
    assertThat(parsed.config().log().level()).isEqualTo(SampleConfig.Level.INFO);
    assertThat(parsed.config().host().timeout()).isEmpty();
  }

  @Test
  void read_everything() {
    SampleConfig config =
        Parsed.of(
                "interval: 1m30s",
                "hostname: db-1",
                "labels: {env: prod, rack: 7, none:}",
                "max_series: 0x10",
                "api_key: hunter2",
                "collectors: {host: {cpu: false, own_cgroup: true, timeout: 500ms, factor: 2.5}}",
                "processors: [{drop: {name: go_*}}, scale]",
                "server: {listen: [\"0.0.0.0:80\", \"[::1]:81\"], max_body: 64KiB}",
                "log: {level: debug}",
                "targets: [{name: a, url: http://a/}, {name: b}]")
            .config();
    assertThat(config.interval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.hostname()).contains("db-1");
    assertThat(config.labels()).isEqualTo(Map.of("env", "prod", "rack", "7", "none", ""));
    assertThat(config.maxSeries()).isEqualTo(16);
    assertThat(config.apiKey().orElseThrow().reveal()).isEqualTo("hunter2");
    assertThat(config.host().factor()).isEqualTo(2.5);
    assertThat(config.host().timeout()).contains(Duration.ofMillis(500));
    assertThat(config.processors()).containsExactly("drop go_*", "scale 1.0");
    assertThat(config.server())
        .isEqualTo(new SampleConfig.Server(List.of("0.0.0.0:80", "[::1]:81"), 65536));
    assertThat(config.log().level()).isEqualTo(SampleConfig.Level.DEBUG);
    assertThat(config.targets()).extracting(SampleConfig.Target::name).containsExactly("a", "b");
  }

  @Test
  void list_singleValue_standsForAList() {
    assertThat(Parsed.of("server: {listen: a:1}").config().server().listen())
        .containsExactly("a:1");
  }

  @Test
  void sections_emptyKey_isLikeNone() {
    Parsed parsed = Parsed.of("collectors:", "  host:", "server:", "targets:", "processors: []");
    assertThat(parsed.told()).isEmpty();
    assertThat(parsed.config().host().cpu()).isTrue();
  }

  @Test
  void references_becomeNumbersAndFlags() {
    Parsed parsed =
        Parsed.of(
            Map.of("N", "42", "F", "false"),
            "max_series: ${env:N}",
            "collectors: {host: {cpu: '${env:F}'}}");
    assertThat(parsed.told()).isEmpty();
    assertThat(parsed.config().maxSeries()).isEqualTo(42);
    assertThat(parsed.config().host().cpu()).isFalse();
  }

  @Test
  void unknown_near_isSuggested() {
    check("intervall: 5s", "sonde.yaml:1:1: intervall is not a key here; did you mean interval?");
  }

  @Test
  void unknown_elsewhere_isSuggestedWithItsPath() {
    check(
        "own_cgroup: true",
        "sonde.yaml:1:1: own_cgroup is not a key here; did you mean collectors.host.own_cgroup?");
  }

  @Test
  void unknown_far_namesTheKnown() {
    check("log: {zzzzzz: 1}", "sonde.yaml:1:7: log.zzzzzz is not a key here; known: level");
  }

  @Test
  void retired_saysWhatToWrite() {
    check("port: 80", "sonde.yaml:1:1: port is not used any more; write server.listen");
  }

  @Test
  void wrongShapes_areNamed() {
    check(
        "interval: {a: 1}",
        "sonde.yaml:1:11: interval: keys and values stand here, but one value is wanted: "
            + "a time span such as 500ms, 5s, 1m30s, 7d");
    check(
        "log: loud",
        "sonde.yaml:1:6: log: a single value stands here, but keys are wanted (level)");
    check(
        "targets: {name: a}",
        "sonde.yaml:1:10: targets: keys and values stand here, but a list is wanted; "
            + "begin each element with -");
    check(
        "targets: [x]",
        "sonde.yaml:1:11: targets[0]: a single value stands here, but keys and values are wanted",
        "sonde.yaml:1:11: targets[0].name is missing: Its name.");
    check(
        "labels: [x]",
        "sonde.yaml:1:9: labels: names and values are wanted, such as {name: value}");
    check(
        "targets: [{name: [a]}]",
        "sonde.yaml:1:18: targets[0].name: a list stands here, but one value is wanted: text");
    check("server: {listen: [a:1, ~]}", "sonde.yaml:1:24: server.listen[1] is empty; take it out");
    check("labels: {x: [1]}", "sonde.yaml:1:13: labels.x: a list stands here, but text is wanted");
  }

  @Test
  void badValues_sayWhatIsAllowed() {
    check("interval: 5", "sonde.yaml:1:11: interval: \"5\" has no unit; write 5s for seconds");
    check("interval: 1ms", "sonde.yaml:1:11: interval: \"1ms\" is too short; write 100ms to 1d");
    check("max_series: many", "sonde.yaml:1:13: max_series: \"many\" is not a whole number");
    check("max_series: 0", "sonde.yaml:1:13: max_series: \"0\" is too small; write 1 to 1000000");
    check(
        "server: {max_body: 64M}",
        "sonde.yaml:1:20: server.max_body: \"64M\" has an unclear unit; write MiB (1024) or MB (1000)");
    check(
        "log: {level: inof}",
        "sonde.yaml:1:14: log.level: \"inof\" is not one of debug, info, warn, error; did you mean info?");
    check(
        "collectors: {host: {cpu: yes}}",
        "sonde.yaml:1:26: collectors.host.cpu: \"yes\" is neither true nor false; write true");
  }

  @Test
  void variants_mistakes_areNamed() {
    check(
        "processors: [{dorp: {name: x}}]",
        "sonde.yaml:1:15: processors[0]: \"dorp\" is not one of drop, scale; did you mean drop?");
    check(
        "processors: [{drop: {name: x}, scale: {}}]",
        "sonde.yaml:1:14: processors[0] has the keys drop, scale; "
            + "write one key that says what it is, indent the rest");
    check(
        "processors: [drop]", "sonde.yaml:1:14: processors[0].drop.name is missing: Which series.");
  }

  @Test
  void readerThatThrows_isAProblemOfItsSection() {
    check(
        "targets: [{name: forbidden}]", "sonde.yaml:1:11: targets[0]: this target makes no sense");
  }

  @Test
  void secrets_areNeverShown() {
    String told =
        Parsed.of(
                Map.of("PW", "hunter2"),
                "api_key: [hunter2]",
                "password: hunter2",
                "server: {listen: 'http://me:hunter2@host/?token=hunter2'}",
                "max_series: ${env:PW}",
                "targets: [{name: a, api_token: hunter2}]")
            .told();
    assertThat(told).doesNotContain("hunter2").contains("${env:PW}").hasLineCount(4);
  }
}
