package dev.sonde.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverridesTest {
  private final Problems problems = new Problems();
  private final Catalogue catalogue = Catalogue.of(SampleConfig::read);

  private SampleConfig environment(Map<String, String> variables) {
    return bound(
            new EnvironmentLayer(() -> catalogue, Set.of("SONDE_JAVA_OPTS"), problems)
                .read(variables))
        .value()
        .orElseThrow();
  }

  private SampleConfig flags(String... sets) {
    return bound(new FlagLayer(() -> catalogue, problems).read(List.of(sets)))
        .value()
        .orElseThrow();
  }

  private Bound<SampleConfig> bound(Node.Mapping tree) {
    return Bound.read(tree, SampleConfig::read, problems);
  }

  private void told(String... lines) {
    assertThat(problems).hasToString(String.join("\n", lines) + "\n");
  }

  @Test
  void environment_setsKeys() {
    SampleConfig config =
        environment(
            Map.of(
                "SONDE_INTERVAL", "7s",
                "SONDE_COLLECTORS_HOST_OWN_CGROUP", "true",
                "SONDE_SERVER_LISTEN", "a:1, b:2",
                "SONDE_LABELS", "{env: prod}",
                "SONDE_HOSTNAME", "a: b # c",
                "SONDE_TARGETS", "[{name: x}]",
                "SONDE_JAVA_OPTS", "-Xmx1g",
                "SONDE_MAX_SERIES", "",
                "HOME", "/root"));
    assertThat(problems.isEmpty()).isTrue();
    assertThat(config.interval()).hasSeconds(7);
    assertThat(config.host().ownCgroup()).isTrue();
    assertThat(config.server().listen()).containsExactly("a:1", "b:2");
    assertThat(config.labels()).containsExactly(Map.entry("env", "prod"));
    assertThat(config.hostname()).contains("a: b # c");
    assertThat(config.targets()).hasSize(1);
    assertThat(config.maxSeries()).isEqualTo(1000);
  }

  @Test
  void environment_none_asksForNoCatalogue() {
    new EnvironmentLayer(
            () -> {
              throw new AssertionError();
            },
            Set.of(),
            problems)
        .read(Map.of("HOME", "/root"));
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void environment_unknown_isSuggested() {
    environment(Map.of("SONDE_SERVER_LISTN", "x"));
    told(
        "environment SONDE_SERVER_LISTN: no key has this name; "
            + "did you mean SONDE_SERVER_LISTEN?");
  }

  @Test
  void environment_ambiguous_isRefused() {
    Catalogue twice =
        Catalogue.of(root -> {
          root.text("a_b", "x", "One.");
          return root.section("a", "A section.", a -> a.text("b", "x", "Another."));
        });
    new EnvironmentLayer(() -> twice, Set.of(), problems).read(Map.of("SONDE_A_B", "1"));
    told("environment SONDE_A_B: may mean a_b or a.b; use --set for this one");
  }

  @Test
  void environment_badValue_isToldAtTheVariable() {
    environment(Map.of("SONDE_INTERVAL", "soon", "SONDE_LABELS", "a=b"));
    told(
        "environment SONDE_INTERVAL: interval: \"soon\" is not a time span such as 500ms, 5s, "
            + "1m30s, 7d",
        "environment SONDE_LABELS: this key takes YAML in brackets, such as '{key: value}'");
  }

  @Test
  void flags_setKeys_laterWins() {
    SampleConfig config =
        flags(
            "interval=7s",
            "interval=8s",
            "labels.\"a.b\"=x=y",
            "labels.plain=1",
            "server.listen=[\"a:1\"]",
            "hostname=\"quoted\"",
            "processors=[{drop: {name: x}}, scale]",
            "log={level: warn}");
    assertThat(problems.toString()).isEmpty();
    assertThat(config.interval()).hasSeconds(8);
    assertThat(config.labels()).isEqualTo(Map.of("a.b", "x=y", "plain", "1"));
    assertThat(config.server().listen()).containsExactly("a:1");
    assertThat(config.hostname()).contains("quoted");
    assertThat(config.processors()).hasSize(2);
    assertThat(config.log().level()).isEqualTo(SampleConfig.Level.WARN);
  }

  @Test
  void flags_mistakes_areTold() {
    flags("interval", "server.listn=x", "a..b=1", "processors=[{drop", "targets[0].name=x");
    told(
        "flag --set a..b: has an empty key; write --set key.path=value",
        "flag --set processors: the text ends here, but a bracket, brace or quote is not closed",
        "flag --set server.listn: server.listn is not a key; did you mean server.listen?",
        "flag --set targets[0].name: targets[0].name is not a key",
        "flag --set …: has no =; write --set key.path=value");
  }
}
