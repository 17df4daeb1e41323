package dev.sonde.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectiveTest {
  @Test
  void yaml_saysWhereEachValueCameFrom() {
    Parsed parsed =
        Parsed.of(
            Map.of("R", "7s", "PW", "hunter2"),
            "interval: ${env:R}",
            "hostname: 'yes: no'",
            "api_key: ${env:PW}",
            "labels: {env: prod, auth_token: hunter2}",
            "processors: [{drop: {name: go_*}}, scale]",
            "server: {listen: [\"0.0.0.0:80\"]}",
            "targets:",
            "  - {name: a, url: 'http://me:hunter2@a/?token=hunter2&x=1'}",
            "  - name: b");
    assertThat(parsed.told()).isEmpty();
    assertThat(parsed.bound.effective().yaml().replaceAll(" +#", " #"))
        .isEqualTo(
            """
            interval: "${env:R}" # from sonde.yaml:1
            hostname: "yes: no" # from sonde.yaml:2
            labels: {env: prod, auth_token: "***"} # from sonde.yaml:4
            max_series: 1000 # default
            api_key: "${env:PW}" # from sonde.yaml:3
            collectors:
              host:
                cpu: true # default
                own_cgroup: false # default
                timeout: # not set
                factor: 1 # default
            processors: # from sonde.yaml:5
              - drop:
                  name: "go_*" # from sonde.yaml:5
              - scale:
                  by: 1 # default
            server:
              listen: [0.0.0.0:80] # from sonde.yaml:6
              max_body: 1MiB # default
            log:
              level: info # default
            targets: # from sonde.yaml:8
              - name: a # from sonde.yaml:8
                url: "http://***@a/?token=***&x=1" # from sonde.yaml:8
              - name: b # from sonde.yaml:9
                url: http://localhost/ # default
            """);
  }

  @Test
  void yaml_readsBackAsTheSame() {
    Parsed first =
        Parsed.of("hostname: \"a\\tb\\\"c \\u0001 é: # x\"", "labels: {'a b': '', c: '~'}");
    Parsed second = Parsed.of(first.bound.effective().yaml());
    assertThat(second.told()).isEmpty();
    assertThat(second.config()).isEqualTo(first.config());
  }

  @Test
  void yaml_literalSecret_isHidden() {
    String yaml = Parsed.of("api_key: hunter2").bound.effective().yaml();
    assertThat(yaml).contains("api_key: \"***\"").doesNotContain("hunter2");
    yaml = Parsed.of("api_key: '${env:NO:-hunter2}'").bound.effective().yaml();
    assertThat(yaml).contains("api_key: \"***\"").doesNotContain("hunter2");
  }

  @Test
  void listsThatHoldSecrets_areHidden() {
    assertThat(Shown.holdsSecrets("proxy_connect_header")).isTrue();
    assertThat(Shown.holdsSecret("params", "sig")).isTrue();
    assertThat(Shown.holdsSecret("params", "module")).isFalse();
    assertThat(Shown.holdsSecret("labels", "sig")).isFalse();
  }

  @Test
  void credentials_areHiddenInAddresses() {
    check("http://u:p@h/x?a=1", "http://***@h/x?a=1");
    check("http://u:p@ss@h/", "http://***@h/");
    check("http://u:p/s?s#@h/", "http://***@h/");
    check("http://u@h", "http://***@h");
    check("http://h:80/@x?api_key=p&b", "http://h:80/@x?api_key=***&b");
    check(
        "https://h/m?X-Amz-Signature=p&SIG=p&auth=p&Key=p&a=1",
        "https://h/m?X-Amz-Signature=***&SIG=***&auth=***&Key=***&a=1");
    check("/m?sig=p&a=1", "/m?sig=***&a=1");
    check("http://[::1]:80/@x", "http://[::1]:80/@x");
    check("://", "://");
    check("me@h", "me@h");
  }

  private static void check(String address, String expected) {
    assertThat(Shown.withoutCredentials(address)).isEqualTo(expected);
  }

  @Test
  void markdown_listsEveryKey() {
    assertThat(Reference.of(SampleConfig::read).markdown())
        .contains(
            "| `interval` | time span | `5s` | 100ms to 1d | How often collectors measure. |",
            "| `labels` | names and values |  |  | Labels on every series. |",
            "## `collectors.host`\n\nThis machine.\n",
            "| `collectors.host.factor` | number | `1` | 0 to 10 | A factor. |",
            "## `processors[].drop`",
            "| `processors[].drop.name` | text, required |  |  | Which series. |",
            "| `server.listen` | list of text | `[127.0.0.1:9100]` |  | Where to listen. |",
            "| `log.level` | choice | `info` | `debug`, `info`, `warn`, `error` | How much. |",
            "## `targets[]`\n\nWhat is scraped. A list.\n",
            "| `targets[].url` | text | `http://localhost/` |  | Its page. |");
  }
}
