package dev.sonde.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFinderTest {
  private static final String METRICSD = "{\"collector\": {\"interval_seconds\": 7}}";

  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void scene() throws IOException {
    scene = new Scene(folder);
  }

  @Test
  void find_nothing_isDefaults() {
    Configuration found = scene.find();
    assertThat(found.description()).isEqualTo("configuration: defaults; profile agent");
    assertThat(found.files()).hasSize(4).noneMatch(Files::exists);
    assertThat(found.warnings()).isEmpty();
    assertThat(scene.keys().listen()).containsExactly("127.0.0.1:9100");
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void find_searchOrder() throws IOException {
    scene.file("etc/metricsd/config.json", METRICSD);
    check("/etc/metricsd/config.json; profile metricsd");
    scene.file("etc/sonde/sonde.yaml", "interval: 6s");
    check("/etc/sonde/sonde.yaml; profile agent");
    scene.file("here/config.json", METRICSD);
    check("./config.json; profile metricsd");
    scene.file("here/sonde.yaml", "interval: 8s");
    check("./sonde.yaml; profile agent");
    scene.file("here/sub/x.json", METRICSD).config("sub/x.json");
    check("sub/x.json; profile metricsd");
  }

  private void check(String expected) {
    assertThat(scene.find().description().replace(folder.toString(), ""))
        .isEqualTo("configuration: " + expected);
  }

  @Test
  void find_given_missing_isAProblem() throws IOException {
    scene.file("here/sonde.yaml", "interval: 8s").config("nope.yaml").find();
    assertThat(scene.told()).isEqualTo("nope.yaml: does not exist\n");
  }

  @Test
  void find_confD_isSortedAndNamed() throws IOException {
    scene
        .file("here/sonde.yaml", "interval: 1s", "hostname: a")
        .file("here/conf.d/20.yml", "hostname: c")
        .file("here/conf.d/10.yaml", "hostname: b", "labels: {x: y}")
        .file("here/conf.d/30.json", "{\"labels\": {\"z\": \"1\"}}")
        .file("here/conf.d/.hidden.yaml", "bad")
        .file("here/conf.d/40.yaml~", "bad");
    check("./sonde.yaml, conf.d/10.yaml, conf.d/20.yml, conf.d/30.json; profile agent");
    assertThat(scene.keys().hostname()).isEqualTo("c");
    assertThat(scene.keys().labels()).hasSize(2);
    assertThat(scene.find().files()).hasSize(5);
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void find_confD_mistake_hasItsPlace() throws IOException {
    scene.file("etc/sonde/sonde.yaml", "").file("etc/sonde/conf.d/a.yaml", "intervall: 1s");
    scene.keys();
    assertThat(scene.told())
        .isEqualTo(
            "/etc/sonde/conf.d/a.yaml:1:1: intervall is not a key here; did you mean interval?\n");
  }

  @Test
  void find_precedence() throws IOException {
    scene.file("here/sonde.yaml", "profile: live-service", "hostname: file");
    assertThat(scene.yaml())
        .contains("interval: 5s # from profile live-service", "listen: 0.0.0.0:9100");
    scene.file("here/sonde.yaml", "profile: live-service", "interval: 1s");
    assertThat(scene.yaml()).contains("interval: 1s # from sonde.yaml:2");
    scene.file("here/conf.d/a.yaml", "interval: 2s");
    assertThat(scene.yaml()).contains("interval: 2s # from conf.d/a.yaml:1");
    scene.variable("METRICS_COLLECTION_INTERVAL", "3");
    assertThat(scene.yaml())
        .contains("interval: 3s # from environment METRICS_COLLECTION_INTERVAL");
    scene.variable("METRICS_INTERVAL_LIVE", "4");
    assertThat(scene.yaml()).contains("interval: 4s # from environment METRICS_INTERVAL_LIVE");
    scene.variable("SONDE_INTERVAL", "5s");
    assertThat(scene.yaml()).contains("interval: 5s # from environment SONDE_INTERVAL");
    scene.set("interval=6s");
    assertThat(scene.yaml()).contains("interval: 6s # from flag --set interval");
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void profile_foundOutByEnvironment_onlyWithoutAFile() throws IOException {
    scene.variable("METRICS_SERVER_URL", "http://hub/");
    check("defaults; profile push-client");
    assertThat(scene.keys().interval()).hasMinutes(5);
    scene.variable("POSTGRES_HOST", "db");
    check("defaults; profile live-service");
    scene.file("here/sonde.yaml", "");
    check("./sonde.yaml; profile agent");
  }

  @Test
  void profile_saidAnywhere() throws IOException {
    scene.file("here/sonde.yaml", "profile: push-client");
    check("./sonde.yaml; profile push-client");
    scene.variable("SONDE_PROFILE", "live-service");
    check("./sonde.yaml; profile live-service");
    scene.set("profile=agent");
    check("./sonde.yaml; profile agent");
  }

  @Test
  void profile_unknown_isAProblem() throws IOException {
    scene.file("here/sonde.yaml", "profile: metricd").find();
    assertThat(scene.told())
        .isEqualTo(
            "sonde.yaml:1:10: profile: \"metricd\" is not one of agent, metricsd, live-service, "
                + "push-client; did you mean metricsd?\n");
  }

  @Test
  void profile_agentSaid_readsNothingAsMetricsd() throws IOException {
    scene.file("here/sonde.yaml", "profile: agent", "shipper: {type: x}").keys();
    assertThat(scene.told()).startsWith("sonde.yaml:2:1: shipper is not a key here");
  }

  @Test
  void genericPipeline_isNamed() throws IOException {
    scene.file("here/config.json", "{\"metrics\": {\"endpoints\": {}}, \"shipper\": {}}").find();
    assertThat(scene.told()).contains("metrics.endpoints and shipper belong to two different");
  }

  @Test
  void names_ofOtherProfiles_areWarnedAboutWithoutValues() {
    scene
        .set("profile=agent")
        .variable("METRICS_SERVER_URL", "http://u:hunter2@hub/")
        .variable("METRICS_API_KEY", "hunter2")
        .variable("METRICS_INTERVAL_PERSIST", "30")
        .variable("MC_SERVER_PORT", "1");
    assertThat(scene.find().warnings())
        .containsExactly(
            "environment METRICS_SERVER_URL, METRICS_API_KEY: used only in profile push-client",
            "environment METRICS_INTERVAL_PERSIST: used only in profile live-service",
            "environment MC_SERVER_PORT: used only in profile metricsd");
  }

  @Test
  void names_pushClient_makeItsDestination() {
    scene
        .variable("METRICS_SERVER_URL", "https://central.example/api/metrics")
        .variable("METRICS_API_KEY", "hunter2")
        .variable("METRICS_CLIENT_ID", "kitchen")
        .variable("METRICS_COLLECTION_INTERVAL", "30");
    assertThat(scene.find().tree().at("shippers"))
        .asString()
        .contains("https://central.example/api/metrics", "hunter2", "kitchen", "batch_json");
    assertThat(scene.find().warnings()).isEmpty();
  }

  @Test
  void names_postgres_countInLiveServiceOnly() {
    scene.variable("POSTGRES_HOST", "db").variable("POSTGRES_PASSWORD", "hunter2");
    assertThat(scene.keys().store()).isEqualTo("db ");
    scene.set("profile=agent");
    assertThat(scene.keys().store()).isEqualTo(" ");
    assertThat(scene.find().warnings()).isEmpty();
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void names_retention_countsWhereHistoryIsKept() {
    scene.variable("METRICS_RETENTION_DAYS", "3");
    assertThat(scene.keys().store()).isEqualTo(" 3d");
    scene.set("profile=metricsd");
    assertThat(scene.keys().store()).isEqualTo(" ");
    assertThat(scene.find().warnings())
        .containsExactly("environment METRICS_RETENTION_DAYS: used only where history is kept");
    scene.set("store.type=embedded");
    assertThat(scene.keys().store()).isEqualTo(" 3d");
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void names_ofTheContainerFramework_countOrSayWhyNot() {
    scene.variable("METRICS_TIMEOUT", "7");
    assertThat(scene.yaml()).contains("timeout: 7s # from environment METRICS_TIMEOUT");
    scene.variable("METRICS_RETRY_ATTEMPTS", "3").variable("METRICS_DB_PATH", "data/metrics.db");
    assertThat(scene.find().warnings())
        .containsExactly(
            "environment METRICS_RETRY_ATTEMPTS: used only in a CollectorRegistry; here a run that"
                + " failed comes round at its next interval",
            "environment METRICS_DB_PATH: not used: Sonde keeps history in data_dir");
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void names_badSeconds_isAProblem() {
    scene.variable("METRICS_COLLECTION_INTERVAL", "soon").find();
    assertThat(scene.told())
        .isEqualTo(
            "environment METRICS_COLLECTION_INTERVAL: \"soon\" is not a number of seconds, such as 30\n");
  }

  @Test
  void logLevel_precedence() throws IOException {
    scene.file("here/sonde.yaml", "log: {level: error}");
    assertThat(scene.keys().level()).isEqualTo("error");
    scene.variable("LOG_LEVEL", "WARNING");
    assertThat(scene.keys().level()).isEqualTo("warn");
    scene.variable("METRICS_LOG_LEVEL", "CRITICAL");
    assertThat(scene.keys().level()).isEqualTo("error");
    scene.variable("MC_LOG_LEVEL", "debug");
    assertThat(scene.keys().level()).isEqualTo("error");
    scene.set("profile=metricsd");
    assertThat(scene.keys().level()).isEqualTo("debug");
    scene.variable("SONDE_LOG_LEVEL", "warn");
    assertThat(scene.keys().level()).isEqualTo("warn");
    scene.logLevel("Info");
    assertThat(scene.keys().level()).isEqualTo("info");
  }

  @Test
  void logLevel_unknown_isInfoWithAWarning() {
    scene.variable("LOG_LEVEL", "error").logLevel("loud");
    assertThat(scene.find().warnings())
        .containsExactly(
            "flag -log-level: \"loud\" is not one of debug, info, warn, error; info is used");
    assertThat(scene.keys().level()).isEqualTo("info");
  }
}
