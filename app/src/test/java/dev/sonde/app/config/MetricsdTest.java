package dev.sonde.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.sonde.engine.config.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsdTest {
  private static final String SHIPPER =
      "\"shipper\": {\"type\": \"http_json\", \"endpoint\": \"http://h/\"";

  private static final String[] PIECES = {
    "", "{", "}", "[", "]", "\"", ":", ",", "-1", "1e9", "null"
  };

  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void scene() throws IOException {
    scene = new Scene(folder);
  }

  private void check(String json, String... expected) throws IOException {
    Scene fresh = new Scene(folder);
    Configuration found = fresh.file("here/config.json", json).find();
    assertThat(fresh.told(found))
        .isEqualTo(String.join("\n", expected) + (expected.length == 0 ? "" : "\n"));
  }

  private Configuration find(String json) throws IOException {
    return scene.file("here/config.json", json).find();
  }

  @Test
  void readme_isAcceptedAsItStands() throws IOException {
    Configuration found = find(readme());
    assertThat(scene.told()).isEmpty();
    assertThat(found.description()).isEqualTo("configuration: ./config.json; profile metricsd");
    assertThat(scene.yaml())
        .startsWith(
            """
            timeout: # not set
            profile: metricsd # from profile metricsd
            interval: 60s # from config.json:7
            hostname: # not set
            labels: # not set
            collectors:
              scrape:
                live: true # from config.json:34
                interval: 60s # from config.json:34
                targets: # from config.json:34
                  - format: metricsd_json # from config.json:35
                    labels: {endpoint: app1} # from config.json:35
                    name: app1 # from config.json:35
                    url: http://localhost:3000/metrics # from config.json:35
                    basic_auth:
                      username: # not set
                      password: # not set
              host:
                cpu: true # from config.json:8
                memory: true # from config.json:9
                disk: true # from config.json:10
                network: true # from config.json:11
              gpu:
                enabled: false # from config.json:12
            server:
              listen: 0.0.0.0:8080 # from config.json:3
            """)
        .contains(
            "type: http_json # from config.json:15",
            "url: https://collector.example.com:9090/api/v1/metrics # from config.json:16",
            "timeout: 30000ms # from config.json:17",
            "enabled: true # from config.json:19",
            "server_name: collector.example.com # from config.json:24",
            "session_tickets: true # from config.json:31");
    MetricsdShipper shipper = found.shipper().orElseThrow();
    assertThat(shipper.type()).isEqualTo("http_json");
    assertThat(shipper.timeout()).hasSeconds(30);
    MetricsdShipper.Tls tls = shipper.tls().orElseThrow();
    assertThat(tls.serverName()).contains("collector.example.com");
    assertThat(tls.cipherSuites()).hasSize(2);
    assertThat(tls.files()).contains("/path/to/ca.pem").hasSize(3);
    assertThat(found.endpoints())
        .containsExactly(
            new MetricsdEndpoint(
                "app1", "http://localhost:3000/metrics", new Origin.InFile("config.json", 35, 5)));
    assertThat(found.warnings()).isEmpty();
  }

  @Test
  void mutatedReadme_neverThrows() throws IOException {
    Random random = new Random(5);
    String readme = readme();
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder(readme);
      for (int change = random.nextInt(6); change >= 0; change--) {
        int at = random.nextInt(text.length());
        String piece = PIECES[random.nextInt(PIECES.length)];
        text.replace(at, Math.min(text.length(), at + random.nextInt(9)), piece);
      }
      Scene fresh = new Scene(folder);
      assertThat(fresh.file("here/config.json", text.toString()).yaml()).contains("interval:");
    }
  }

  private static String readme() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(MetricsdTest.class.getResourceAsStream("metricsd-readme.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void absent_takesTheDocumentsDefaults() throws IOException {
    Configuration found = find("{" + SHIPPER + "}}");
    assertThat(scene.keys().interval()).hasSeconds(60);
    assertThat(scene.keys().listen()).containsExactly("0.0.0.0:8080");
    assertThat(found.shipper().orElseThrow().timeout()).hasSeconds(30);
    assertThat(found.shipper().orElseThrow().tls()).isEmpty();
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void shipper_overPlainHttp_becomesOneOfOurs() throws IOException {
    Configuration found = find("{" + SHIPPER + ", \"timeout\": 5000000000}}");
    assertThat(scene.keys().shippers()).containsExactly("http://h/ 5000ms 38");
    assertThat(found.warnings()).isEmpty();
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void shipper_ofEitherType_keepsItsTls() throws IOException {
    Configuration found =
        find(
            "{\"shipper\": {\"type\": \"prometheus_remote_write\", \"endpoint\": \"https://h/\","
                + " \"tls\": {\"enabled\": true, \"cert_file\": \"\", \"ca_file\": \"ca.pem\","
                + " \"min_version\": \"TLS1.3\", \"session_tickets\": false,"
                + " \"cipher_suites\": [\"TLS_AES_128_GCM_SHA256\"]}}}");
    assertThat(scene.keys().shippers())
        .containsExactly("https://h/  38 tls on ca.pem TLS1.3 false TLS_AES_128_GCM_SHA256");
    assertThat(found.warnings()).isEmpty();
  }

  @Test
  void tls_thatIsOff_meansNothing() throws IOException {
    find(
        "{\"shipper\": {\"type\": \"http_json\", \"endpoint\": \"https://h/\","
            + " \"tls\": {\"enabled\": false, \"cert_file\": \"x\", \"min_version\": \"TLS9\"}}}");
    assertThat(scene.keys().shippers()).containsExactly("https://h/  38");
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void tls_forAPlainAddress_isWarnedAbout() throws IOException {
    Configuration found = find("{" + SHIPPER + ", \"tls\": {\"enabled\": true}}}");
    assertThat(scene.keys().shippers()).containsExactly("http://h/  38");
    assertThat(found.warnings())
        .containsExactly(
            "config.json:1:79: shipper.tls is enabled, but the endpoint does not begin with"
                + " https://: what is sent is not encrypted");
  }

  @Test
  void endpoint_withNameAndPassword_isSplit() throws IOException {
    Configuration found =
        find("{\"shipper\": {\"type\": \"http_json\", \"endpoint\": \"http://u:p%40+s@h:1/a@b\"}}");
    assertThat(scene.keys().shippers()).containsExactly("http://h:1/a@b  38 as u:p@+s");
    assertThat(scene.yaml()).contains("http://h:1/a@b").doesNotContain("p@+s", "p%40");
    assertThat(found.warnings()).isEmpty();
  }

  @Test
  void timeout_outOfBounds_isCutAndWarnedAbout() throws IOException {
    assertThat(find("{" + SHIPPER + ", \"timeout\": 30}}").warnings())
        .containsExactly(
            "config.json:1:71: shipper.timeout: 100ms is used; 100ms to 10m are allowed");
    assertThat(scene.keys().shippers()).containsExactly("http://h/ 100ms 38");
  }

  @Test
  void node_isALabelUnlessTheFileHasOne() throws IOException {
    scene.variable("NODE_NAME", "worker-3");
    find("{" + SHIPPER + "}}");
    assertThat(scene.keys().labels()).containsOnly(entry("node", "worker-3"));
    find("{" + SHIPPER + "}, \"global_labels\": {\"node\": \"n\", \"a\": \"b\"}}");
    assertThat(scene.keys().labels()).containsOnly(entry("node", "n"), entry("a", "b"));
    scene.file("here/config.json", "{}").file("here/sonde.yaml", "interval: 1s");
    assertThat(scene.keys().labels()).isEmpty();
  }

  @Test
  void keys_inAnyCase() throws IOException {
    find(
        "{\"Server\": {\"PORT\": 81}, \"Collector\": {\"Interval_Seconds\": 9, \"ENABLE_CPU\": false},"
            + "\"global_labels\": {\"Env\": \"prod\"}, \"hostname\": \"h\"}");
    assertThat(scene.keys().listen()).containsExactly("0.0.0.0:81");
    assertThat(scene.keys().interval()).hasSeconds(9);
    assertThat(scene.keys().host()).containsEntry("cpu", false).containsEntry("disk", true);
    assertThat(scene.keys().labels()).containsEntry("Env", "prod");
    assertThat(scene.keys().hostname()).isEqualTo("h");
  }

  @Test
  void unknownKeys_areWarnedAbout() throws IOException {
    assertThat(find("{\"collector\": {\"interval_second\": 9}, \"other\": 1}").warnings())
        .containsExactly(
            "config.json:1:16: collector.interval_second is not a key of metricsd;"
                + " did you mean interval_seconds?",
            "config.json:1:39: other is not a key of metricsd");
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void gpu_isMeasuredWhenAskedFor() throws IOException {
    assertThat(find("{\"collector\": {\"enable_gpu\": true}}").warnings()).isEmpty();
    assertThat(scene.keys().host()).containsEntry("gpu", true);
    find("{\"collector\": {\"interval_seconds\": 5}}");
    assertThat(scene.keys().host()).containsEntry("gpu", false);
  }

  @Test
  void timeout_asSpanOrNanoseconds() throws IOException {
    assertThat(find("{" + SHIPPER + ", \"timeout\": \"45s\"}}").shipper().orElseThrow().timeout())
        .isEqualTo(Duration.ofSeconds(45));
    assertThat(find("{" + SHIPPER + ", \"timeout\": 1500000}}").shipper().orElseThrow().timeout())
        .isEqualTo(Duration.ofNanos(1_500_000));
    assertThat(find("{" + SHIPPER + ", \"timeout\": 0}}").shipper().orElseThrow().timeout())
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void invalid_inTheDocumentsWords() throws IOException {
    check(
        """
        {"server": {"port": 0},
        "collector": {"interval_seconds": -1},
        "shipper": {"type": "ftp",
        "endpoint": "",
        "tls": {"enabled": true, "cert_file": "x"}}}
        """,
        "config.json:1:21: invalid configuration: invalid server port: 0",
        "config.json:2:35: invalid configuration: collector interval must be positive",
        "config.json:3:21: invalid configuration: invalid shipper type: ftp"
            + " (must be 'prometheus_remote_write' or 'http_json')",
        "config.json:4:13: invalid configuration: shipper endpoint is required",
        "config.json:5:8: invalid configuration: TLS cert and key files are required"
            + " when TLS is enabled");
    check(
        "{\"shipper\": {}}",
        "config.json:1:13: invalid configuration: invalid shipper type: "
            + " (must be 'prometheus_remote_write' or 'http_json')",
        "config.json:1:13: invalid configuration: shipper endpoint is required");
    check(
        "{\"server\": {\"port\": 70000}, " + SHIPPER + "}}",
        "config.json:1:21: invalid configuration: invalid server port: 70000");
  }

  @Test
  void wrongTypes_failToParse() throws IOException {
    check(
        "{\"collector\": {\"interval_seconds\": \"soon\", \"enable_cpu\": 1}, \"endpoints\": {}}",
        "config.json:1:36: failed to parse config file: collector.interval_seconds: \"soon\" is not"
            + " a whole number",
        "config.json:1:58: failed to parse config file: collector.enable_cpu: \"1\" is neither true"
            + " nor false",
        "config.json:1:75: failed to parse config file: endpoints: a list is wanted here");
    check(
        """
        {"shipper": {"endpoint": "", "type": "x"},
        "collector": {"interval_seconds": 0},
        "server": {"port": -1, "host": []}}
        """,
        "config.json:3:32: failed to parse config file: server.host: text is wanted here",
        "config.json:3:20: invalid configuration: invalid server port: -1",
        "config.json:2:35: invalid configuration: collector interval must be positive",
        "config.json:1:38: invalid configuration: invalid shipper type: x"
            + " (must be 'prometheus_remote_write' or 'http_json')",
        "config.json:1:26: invalid configuration: shipper endpoint is required");
  }

  @Test
  void brokenFile_failsToParse() throws IOException {
    check(
        "{\"collector\": {",
        "config.json:1:16: failed to parse config file: the text ends here, but a bracket, brace or"
            + " quote is not closed");
    assertThat(find("{\"collector\": {").profile().badConfigurationExitCode()).isEqualTo(1);
  }

  @Test
  void missingFile_failsToRead() {
    scene.config("config.json").find();
    assertThat(scene.told()).isEqualTo("config.json: failed to read config file: does not exist\n");
  }

  @Test
  void tls_caAlone_isEnough() throws IOException {
    MetricsdShipper shipper =
        find("{" + SHIPPER + ", \"tls\": {\"enabled\": true, \"ca_file\": \"ca.pem\"}}}")
            .shipper()
            .orElseThrow();
    assertThat(scene.told()).isEmpty();
    assertThat(shipper.tls().orElseThrow().caFile()).contains("ca.pem");
    assertThat(shipper.tls().orElseThrow().minVersion()).isEqualTo("TLS1.2");
  }

  @Test
  void tls_unknownNames_areProblems() throws IOException {
    check(
        "{" + SHIPPER + ",\n\"tls\": {\"enabled\": true, \"min_version\": \"TLS1.4\"}}}",
        "config.json:2:41: invalid configuration: invalid TLS min_version: TLS1.4"
            + " (must be TLS1.0, TLS1.1, TLS1.2, TLS1.3)");
    check(
        "{"
            + SHIPPER
            + ",\n\"tls\": {\"enabled\": true, \"min_version\": \"TLS1.3\", \"max_version\": \"TLS1.2\"}}}",
        "config.json:2:41: invalid configuration: TLS min_version is above max_version");
    scene
        .file(
            "here/config.json",
            "{" + SHIPPER + ", \"tls\": {\"enabled\": true, \"cipher_suites\": [\"RC4\"]}}}")
        .find();
    assertThat(scene.told())
        .contains("unknown TLS cipher suite: RC4 (known: TLS_AES_128_GCM_SHA256, ")
        .contains("TLS_RSA_WITH_AES_256_CBC_SHA)");
  }

  @Test
  void endpoints_thatCantBeScraped_areLeftOut() throws IOException {
    Configuration found =
        find(
            "{\"endpoints\": [{\"name\": \"a\"}, 7, {\"name\": \"b\", \"url\": \"http://u:pw@b/\"}]}");
    assertThat(found.endpoints()).extracting(MetricsdEndpoint::name).containsExactly("b");
    assertThat(found.warnings()).hasSize(2).noneMatch(warning -> warning.contains("pw"));
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void environment_overridesTheFile() throws IOException {
    scene
        .file(
            "here/config.json", "{\"server\": {\"host\": \"::1\", \"port\": 81}, " + SHIPPER + "}}")
        .variable("MC_SERVER_PORT", "82")
        .variable("MC_COLLECTOR_INTERVAL", "9")
        .variable("MC_SHIPPER_TYPE", "prometheus_remote_write")
        .variable("MC_TLS_ENABLED", "T")
        .variable("MC_TLS_SERVER_NAME", "n")
        .variable("MC_TLS_INSECURE_SKIP_VERIFY", "maybe")
        .variable("MC_SERVER_HOTS", "x")
        .variable("MC_SID", "1");
    assertThat(scene.yaml())
        .contains(
            "listen: \"[::1]:82\" # from environment MC_SERVER_PORT",
            "interval: 9s # from environment MC_COLLECTOR_INTERVAL");
    Configuration found = scene.find();
    assertThat(found.shipper().orElseThrow().type()).isEqualTo("prometheus_remote_write");
    assertThat(found.shipper().orElseThrow().tls().orElseThrow().serverName()).contains("n");
    assertThat(found.warnings())
        .contains(
            "environment MC_TLS_INSECURE_SKIP_VERIFY: \"maybe\" is neither true nor false; it is ignored",
            "environment MC_SERVER_HOTS is not used; did you mean MC_SERVER_HOST?")
        .noneMatch(warning -> warning.contains("MC_SID"));
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void environment_badPort_isInTheDocumentsWords() throws IOException {
    scene.file("here/config.json", "{" + SHIPPER + "}}").variable("MC_SERVER_PORT", "0").find();
    assertThat(scene.told())
        .isEqualTo("environment MC_SERVER_PORT: invalid configuration: invalid server port: 0\n");
  }

  @Test
  void ownFile_withTheProfile_staysOurs() throws IOException {
    scene
        .file("here/sonde.yaml", "profile: metricsd", "interval: 9s", "server: {listen: \"a:1\"}")
        .variable("MC_COLLECTOR_INTERVAL", "8");
    assertThat(scene.keys().listen()).containsExactly("a:1");
    assertThat(scene.keys().interval()).hasSeconds(8);
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void foreignFile_withTheProfileSaid_isTranslated() throws IOException {
    scene
        .file("here/x.json", "{\"server\": {\"port\": 81}}")
        .config("x.json")
        .set("profile=metricsd");
    assertThat(scene.keys().listen()).containsExactly("0.0.0.0:81");
    assertThat(scene.told()).isEmpty();
  }
}
