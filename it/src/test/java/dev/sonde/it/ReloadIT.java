package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What changes, and what does not, when the configuration is read again.
final class ReloadIT {
  private static final String FIRST =
      """
      interval: 200ms
      timeout: 1m
      collectors: {host: {interval: 300ms}}
      """;

  private static final String SELDOM = FIRST.replace("300ms", "1h");

  @TempDir private Path folder;

  @Test
  void otherInterval_changesThatCollectorAlone() throws Exception {
    try (var sonde = Launch.in(folder).file(FIRST).start()) {
      var before = after(sonde, 3);
      rewrite(SELDOM);
      sonde.signal("HUP");
      sonde.awaitLog("reloaded");
      double frozen = sonde.health().component("host").at("runs").number();
      var after = after(sonde, sonde.page().count("runs", "self") + 10);
      assertThat(frozen).isGreaterThanOrEqualTo(before.count("runs", "host"));
      assertThat(after.count("runs", "host"))
          .as("but for one under way, and one just due")
          .isBetween(frozen, frozen + 2);
      assertThat(after.at("sonde_uptime_seconds")).isGreaterThan(before.at("sonde_uptime_seconds"));
    }
  }

  @Test
  void collectorWithOtherTiming_keepsItsReadings() throws Exception {
    try (var sonde = Launch.in(folder).file(FIRST).start()) {
      after(sonde, 3);
      rewrite(SELDOM);
      sonde.signal("HUP");
      sonde.awaitLog("reloaded");
      assertThat(sonde.page().at("system_cpu_usage_total_percent")).isBetween(0.0, 100.0);
    }
  }

  @Test
  void brokenFile_changesNothingAndIsReportedUntilMended() throws Exception {
    try (var sonde = Launch.in(folder).file(FIRST).start()) {
      after(sonde, 2);
      rewrite("interval: 5 parsecs\ncolectors: {}\n");
      sonde.signal("HUP");
      sonde.awaitLog("reload refused");
      var health = sonde.health();
      assertThat(health.at("status").text()).isEqualTo("degraded");
      assertThat(health.at("warnings").texts().getFirst())
          .contains("the last reload was refused (2 mistakes)")
          .doesNotContain("parsecs");
      assertThat(sonde.log())
          .contains("sonde.yaml:1:11", "5 parsecs", "sonde.yaml:2:1", "did you mean collectors?");
      after(sonde, sonde.page().count("runs", "self") + 3);

      rewrite(FIRST);
      sonde.signal("HUP");
      sonde.await(() -> sonde.health().at("status").text(), "healthy"::equals);
      assertThat(sonde.health().at("warnings").texts()).isEmpty();
    }
  }

  @Test
  void listenAddress_moves() throws Exception {
    int other = Ports.free();
    try (var sonde = onPort(Ports.free())) {
      int old = sonde.port();
      rewrite(listening(other));
      sonde.signal("HUP");
      sonde.awaitLog("reloaded");
      assertThat(sonde.at(other).ask("/health").status()).isEqualTo(200);
      sonde.await(() -> Raw.refuses(old), refused -> refused);
    }
  }

  @Test
  void listenAddressThatIsTaken_isRefusedAndTheOldOneStays() throws Exception {
    try (var other = Launch.in(Files.createDirectory(folder.resolve("other"))).start();
        var sonde = onPort(Ports.free())) {
      rewrite(listening(other.port()));
      var answer = sonde.request("POST", "/-/reload");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("in use by java (pid " + other.pid() + ")");
      assertThat(sonde.ask("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void otherLimits_keepThePort() throws Exception {
    try (var sonde = onPort(Ports.free())) {
      rewrite(listening(sonde.port()) + "  max_connections: 7\n");
      sonde.signal("HUP");
      sonde.awaitLog("reloaded");
      assertThat(sonde.ask("/health").status()).isEqualTo(200);
      assertThat(sonde.ask("/api/config").text()).contains("max_connections: 7");
    }
  }

  @Test
  void postReload_isAnswered_whateverItChanges() throws Exception {
    try (var sonde = onPort(Ports.free())) {
      rewrite(listening(sonde.port()) + "  max_connections: 7\n");
      assertThat(sonde.request("POST", "/-/reload").text()).contains("\"reloaded\"");
      rewrite("server: {listen: \"0.0.0.0:" + sonde.port() + "\"}\n");
      sonde.signal("HUP");
      sonde.await(() -> configuration(sonde), text -> text.contains("0.0.0.0"));
      rewrite(listening(Ports.free()));
      assertThat(sonde.request("POST", "/-/reload").text()).contains("\"reloaded\"");
    }
  }

  /// Empty while nobody listens, or whoever did is just going: two can't have one port, so one goes
  /// before the other comes.
  private static String configuration(SondeProcess of) throws InterruptedException {
    try {
      return of.ask("/api/config").text();
    } catch (IOException _) {
      return "";
    }
  }

  @Test
  void otherLimitsOnAPortTheSystemChose_keepThePort() throws Exception {
    try (var sonde = Launch.in(folder).file(FIRST).start()) {
      rewrite(FIRST + "server: {max_connections: 7}\n");
      sonde.signal("HUP");
      sonde.awaitLog("reloaded");
      assertThat(sonde.ask("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void postReload_isForDirectConnectionsFromHere() throws Exception {
    try (var sonde = Launch.in(folder).file(FIRST).start()) {
      assertThat(sonde.request("POST", "/-/reload").text()).contains("\"reloaded\"");
      var forwarded = sonde.request("POST", "/-/reload", "X-Forwarded-For", "10.0.0.1");
      assertThat(forwarded.status()).isEqualTo(401);
      var foreign = sonde.request("POST", "/-/reload", "Origin", "https://example.com");
      assertThat(foreign.status()).isEqualTo(401);
      assertThat(sonde.ask("/-/reload").status()).isEqualTo(405);
      rewrite("intervall: 1s");
      var refused = sonde.request("POST", "/-/reload");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(Json.of(refused.text()).at("problems").texts().getFirst())
          .contains("sonde.yaml:1:1", "did you mean interval?");
    }
  }

  @Test
  void logLevel_changes() throws Exception {
    int port = Ports.free();
    var quiet = listening(port) + "log: {level: error}";
    try (var sonde = Launch.in(folder).file(quiet).spawn().at(port)) {
      sonde.await(() -> Raw.refuses(port), refused -> !refused);
      assertThat(sonde.ask("/health").status()).isEqualTo(200);
      assertThat(sonde.log()).isEmpty();
      rewrite(listening(port) + "log: {level: info, format: json}");
      sonde.signal("HUP");
      sonde.awaitLog("\"message\":\"reloaded");
    }
  }

  @Test
  void watchedFile_isReadWhenItChanges() throws Exception {
    try (var sonde = Launch.in(folder).file("watch_config: true").start()) {
      append("\nlabels: {room: blue}");
      sonde.await(() -> sonde.ask("/api/config").text(), text -> text.contains("room: blue"));
      replace("watch_config: true\nlabels: {room: red}");
      sonde.await(() -> sonde.ask("/api/config").text(), text -> text.contains("room: red"));
    }
  }

  /// The way Kubernetes does it: the file is a link through a link to a folder that is replaced.
  @Test
  void watchedFile_isReadWhenTheFolderBehindItIsReplaced() throws Exception {
    version("one", "watch_config: true\nlabels: {room: blue}");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("one"));
    Files.createSymbolicLink(folder.resolve("sonde.yaml"), Path.of("..data/sonde.yaml"));
    try (var sonde = Launch.in(folder).start()) {
      assertThat(sonde.ask("/api/config").text()).contains("room: blue");
      version("two", "watch_config: true\nlabels: {room: red}");
      Files.createSymbolicLink(folder.resolve("..fresh"), Path.of("two"));
      Files.move(
          folder.resolve("..fresh"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
      sonde.await(() -> sonde.ask("/api/config").text(), text -> text.contains("room: red"));
    }
  }

  @Test
  void watchedFolder_isReadWhenAFileComesIntoIt() throws Exception {
    try (var sonde = Launch.in(folder).file("watch_config: true").start()) {
      Files.createDirectory(folder.resolve("conf.d"));
      Files.writeString(folder.resolve("conf.d/labels.yaml"), "labels: {room: green}");
      sonde.await(() -> sonde.ask("/api/config").text(), text -> text.contains("room: green"));
    }
  }

  private SondeProcess onPort(int port) throws IOException, InterruptedException {
    var sonde = Launch.in(folder).file(listening(port)).spawn();
    sonde.awaitListening();
    return sonde;
  }

  private static String listening(int port) {
    return "server:\n  listen: 127.0.0.1:" + port + "\n";
  }

  private void rewrite(String text) throws IOException {
    Files.writeString(folder.resolve("sonde.yaml"), text);
  }

  /// It is never empty: who watches it might read it then, and stop watching.
  private void append(String text) throws IOException {
    Files.writeString(folder.resolve("sonde.yaml"), text, StandardOpenOption.APPEND);
  }

  private void replace(String text) throws IOException {
    var fresh = Files.writeString(folder.resolve("sonde.new"), text);
    Files.move(fresh, folder.resolve("sonde.yaml"), StandardCopyOption.ATOMIC_MOVE);
  }

  private void version(String name, String text) throws IOException {
    var file = folder.resolve(name).resolve("sonde.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static TextPage after(SondeProcess sonde, double runs)
      throws IOException, InterruptedException {
    return sonde.await(
        sonde::page, page -> page.count("runs", "self") >= runs && page.count("runs", "host") >= 2);
  }
}
