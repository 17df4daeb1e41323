package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.app.FakeShipperFactory.Config;
import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.Catalogue;
import dev.sonde.engine.config.ConfigReader;
import dev.sonde.engine.config.EnvironmentLayer;
import dev.sonde.engine.config.Problems;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.StartAt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShipperConfigTest {
  private static final BuiltIns BUILT_INS =
      new BuiltIns(
          List.of(),
          List.of(),
          List.of(),
          BuiltIns.forReading().processors(),
          List.of(new FakeShipperFactory("one"), new FakeShipperFactory("two")),
          List.of(),
          List.of());

  @Test
  void shipper_withItsTypeAlone_hasDefaults() {
    ShipperConfig shipper = read("shippers: [{type: one, url: u}]").shippers().getFirst();
    assertThat(shipper.name()).isEqualTo("one");
    assertThat(shipper.enabled()).isTrue();
    assertThat(shipper.startAt()).isEqualTo(StartAt.NOW);
    assertThat(shipper.required()).isTrue();
    assertThat(shipper.batch().samples()).isEqualTo(10_000);
    assertThat(shipper.batch().linger()).hasSeconds(1);
    assertThat(shipper.retry().base()).hasSeconds(5);
    assertThat(shipper.retry().cap()).hasSeconds(60);
    assertThat(shipper.processors()).isEmpty();
    assertThat(shipper.labels().isEmpty()).isTrue();
    assertThat(shipper.config()).isEqualTo(new Config("u"));
  }

  @Test
  void shipper_takesEveryKey() {
    ShipperConfig shipper =
        read(
                "shippers:",
                "  - type: two",
                "    name: main.eu-1",
                "    url: there",
                "    enabled: false",
                "    start_at: oldest",
                "    required: false",
                "    batch: {samples: 5, linger: 100ms}",
                "    retry: {base: 1s, cap: 9s}",
                "    processors: [{drop: {name: 'go_*'}}]",
                "    labels: {site: berlin}")
            .shippers()
            .getFirst();
    assertThat(shipper.type()).isEqualTo("two");
    assertThat(shipper.name()).isEqualTo("main.eu-1");
    assertThat(shipper.enabled()).isFalse();
    assertThat(shipper.startAt()).isEqualTo(StartAt.OLDEST);
    assertThat(shipper.required()).isFalse();
    assertThat(shipper.batch())
        .isEqualTo(new ShipperConfig.BatchSettings(5, Duration.ofMillis(100)));
    assertThat(shipper.retry())
        .isEqualTo(new ShipperConfig.RetrySettings(Duration.ofSeconds(1), Duration.ofSeconds(9)));
    assertThat(shipper.processors())
        .singleElement()
        .extracting("name")
        .isEqualTo("processors[0] drop");
    assertThat(shipper.labels()).hasToString("{site=\"berlin\"}");
  }

  @Test
  void mistakes_areNamed() {
    check(
        "shippers: [{type: tow, url: u}]",
        "sonde.yaml:1:19: shippers[0].type: \"tow\" is not one of one, two; did you mean two?");
    check("shippers: [{type: one}]", "sonde.yaml:1:12: shippers[0].url is missing: Where to.");
    check(
        "shippers: [{type: one, url: u}, {type: one, url: v}]",
        "sonde.yaml:1:11: shippers: two are called one; give each a name of its own");
    check(
        "shippers: [{type: one, url: u, name: a/b}]",
        "sonde.yaml:1:38: shippers[0].name: write up to 100 letters, digits, dots, dashes and"
            + " underscores");
    check(
        "shippers: [{type: one, url: u, retry: {base: 1m, cap: 5s}}]",
        "sonde.yaml:1:55: shippers[0].retry.cap: is shorter than base; write 1m or more");
    check(
        "shippers: [{type: one, url: u, bach: {}}]",
        "sonde.yaml:1:32: shippers[0].bach is not a key here; did you mean batch?");
    check(
        "shippers: [{type: one, url: u, start_at: then}]",
        "sonde.yaml:1:42: shippers[0].start_at: \"then\" is not one of now, oldest");
  }

  @Test
  void journal_hasDefaults_andTakesEveryKey() {
    assertThat(read("").journal())
        .isEqualTo(new JournalSettings(Optional.empty(), JournalConfig.DEFAULT));
    JournalSettings journal =
        read(
                "journal:",
                "  dir: /data/j",
                "  sync: interval",
                "  sync_interval: 50ms",
                "  max_size: 16MiB",
                "  max_age: 3d",
                "  when_full: refuse",
                "  segment_size: 2MiB",
                "  keep_delivered: 0s")
            .journal();
    assertThat(journal.dir()).contains("/data/j");
    assertThat(journal.config())
        .isEqualTo(
            new JournalConfig(
                JournalConfig.Sync.INTERVAL,
                Duration.ofMillis(50),
                16 << 20,
                Duration.ofDays(3),
                JournalConfig.WhenFull.REFUSE,
                2 << 20,
                Duration.ZERO,
                JournalConfig.DEFAULT.tailBytes()));
  }

  @Test
  void environment_setsDataDirAndJournal() {
    var problems = new Problems();
    var layer =
        new EnvironmentLayer(() -> Catalogue.of(ShipperConfigTest::read), Set.of(), problems)
            .read(
                Map.of(
                    "SONDE_DATA_DIR", "/data",
                    "SONDE_JOURNAL_MAX_SIZE", "1GB",
                    "SONDE_SHIPPERS", "[{type: one, url: u}]"));
    SondeConfig config = Bound.read(layer, ShipperConfigTest::read, problems).value().orElseThrow();
    assertThat(problems.toString()).isEmpty();
    assertThat(config.dataDir()).contains("/data");
    assertThat(config.journal().config().maxBytes()).isEqualTo(1_000_000_000);
    assertThat(config.shippers()).hasSize(1);
  }

  @Test
  void host_isTheMachinesUnlessSaid() {
    assertThat(host("")).contains("machine");
    assertThat(host("hostname: web1")).contains("web1");
    assertThat(host("hostname: ''")).isEmpty();
    assertThat(host("profile: metricsd")).isEmpty();
    assertThat(host("{profile: metricsd, hostname: web1}")).contains("web1");
  }

  private static Optional<String> host(String yaml) {
    return read(yaml).host().value(() -> Optional.of("machine"));
  }

  private static SondeConfig read(dev.sonde.api.Settings in) {
    return SondeConfig.read(in, BUILT_INS);
  }

  private static SondeConfig read(String... lines) {
    var problems = new Problems();
    SondeConfig config = read(problems, String.join("\n", lines));
    assertThat(problems.toString()).isEmpty();
    return config;
  }

  private static SondeConfig read(Problems problems, String yaml) {
    var tree = new ConfigReader(problems).parse(yaml, "sonde.yaml");
    return Bound.read(tree, ShipperConfigTest::read, problems).value().orElseThrow();
  }

  private static void check(String yaml, String told) {
    var problems = new Problems();
    read(problems, yaml);
    assertThat(problems.toString()).isEqualTo(told + "\n");
  }
}
