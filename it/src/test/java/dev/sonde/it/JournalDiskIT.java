package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.FaultyPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folder of the journal fills up, can't be written, vanishes, belongs to somebody else.
final class JournalDiskIT {
  private static final Duration WHILE = Duration.ofSeconds(10);
  private static final int FEW_LINES = 12;
  private static final int MEMORY_BYTES = 16 << 20;

  @TempDir private Path folder;

  @Test
  void diskThatFills_isSaidAndHealsByItself() throws Exception {
    try (var peer = new FaultyPeer();
        var disk = SmallDisk.mount(folder.resolve("disk"), "1m");
        var sonde =
            Launch.in(folder)
                .environment("SONDE_DATA_DIR", "")
                .file(configuration("disk", peer))
                .start()) {
      sonde.await(() -> account(sonde), each -> delivered(each) > 0);
      disk.fill();
      sonde.await(() -> account(sonde), each -> each.waiting("host") > 0);
      var health =
          sonde.await(
              sonde::health,
              each ->
                  each.component("journal").at("state").text().equals("failing")
                      && each.component("journal").at("refused_samples").value() != null);
      assertThat(health.at("status").text()).isEqualTo("degraded");
      assertThat(health.component("journal").at("problem").text()).startsWith("disk_full: ");
      assertThat(health.component("journal").at("refused_samples").at("disk_full").number())
          .isPositive();
      assertThat(sonde.ask("/ready").status()).isEqualTo(200);
      var full = account(sonde);
      full.addsUp("kept", "pushed");
      sonde.await(() -> account(sonde), each -> each.runs() >= full.runs() + 5);

      disk.free();
      sonde.await(sonde::health, each -> each.at("status").text().equals("healthy"));
      var healed =
          sonde.await(
              () -> account(sonde),
              each -> each.waiting("host") == 0 && delivered(each) > delivered(full));
      healed.addsUp("kept", "pushed");
      assertThat(sonde.log()).contains("the journal takes samples again");
      assertThat(sonde.log()).doesNotContain("defect");
    }
  }

  @Test
  void readOnlyDisk_isWarnedOfAndMetricsFlow() throws Exception {
    try (var peer = new FaultyPeer();
        var disk = SmallDisk.mount(folder.resolve("disk"), "1m")) {
      disk.readOnly();
      flowsFromMemory(configuration("disk", peer));
    }
  }

  @Test
  void folderBelowAFile_isWarnedOfAndMetricsFlow() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    try (var peer = new FaultyPeer()) {
      flowsFromMemory(configuration("file", peer));
    }
  }

  private void flowsFromMemory(String configuration) throws Exception {
    try (var sonde =
        Launch.in(folder).environment("SONDE_DATA_DIR", "").file(configuration).start()) {
      var page = sonde.await(() -> account(sonde), each -> delivered(each) > 1000);
      page.addsUp("kept", "pushed");
      var health = sonde.health();
      assertThat(health.at("status").text()).isEqualTo("degraded");
      assertThat(health.at("warnings").texts().getFirst()).startsWith("not durable: ");
      assertThat(health.component("journal").at("state").text()).isEqualTo("not durable");
      assertThat(health.component("journal").at("bytes").number()).isBetween(1.0, bound());
      assertThat(health.component("journal").at("max_bytes").number()).isBetween(1.0, bound());
      assertThat(sonde.log()).contains("NOT DURABLE: ", "SONDE_DATA_DIR=/path");
      assertThat(sonde.ask("/ready").status()).isEqualTo(200);
      sonde.await(() -> account(sonde), each -> each.runs() > page.runs() + 10);
      assertThat(count(sonde.log(), "works again"))
          .isLessThanOrEqualTo(count(sonde.log(), "failed: "));
    }
  }

  /// A run that waits for the journal, with the next one due already, has not failed.
  private static long count(String log, String words) {
    return log.lines().filter(line -> line.contains(words)).count();
  }

  private static double bound() {
    return MEMORY_BYTES;
  }

  @Test
  void folderThatVanishes_isSaidOnceAndCollectingGoesOn() throws Exception {
    try (var peer = new FaultyPeer();
        var sonde =
            Launch.in(folder)
                .environment("SONDE_DATA_DIR", "")
                .file(configuration("data", peer))
                .start()) {
      sonde.await(() -> account(sonde), each -> delivered(each) > 0);
      // Else it makes and replaces files in a tree that is being deleted.
      sonde.halt();
      delete(folder.resolve("data"));
      sonde.signal("CONT");
      var health =
          sonde.await(
              sonde::health, each -> each.component("journal").at("problem").value() != null);
      assertThat(health.at("status").text()).isEqualTo("degraded");
      assertThat(health.component("journal").at("problem").text())
          .contains(folder.resolve("data/journal") + " are gone", "start Sonde again");
      long lines = sonde.log().lines().count();
      var before = account(sonde);
      sonde.pass(WHILE);
      assertThat(sonde.log().lines().count() - lines).as(sonde.log()).isLessThan(FEW_LINES);
      var after = account(sonde);
      assertThat(after.runs()).isGreaterThan(before.runs());
      after.addsUp("kept", "pushed");
      assertThat(sonde.log()).contains("the journal takes nothing more: ");
    }
  }

  @Test
  void folderThatVanishesAndComesBack_isUsedAgain() throws Exception {
    try (var peer = new FaultyPeer();
        var sonde =
            Launch.in(folder)
                .environment("SONDE_DATA_DIR", "")
                .file(configuration("data", peer))
                .start()) {
      sonde.await(() -> account(sonde), each -> delivered(each) > 0);
      Files.move(folder.resolve("data"), folder.resolve("away"));
      sonde.await(sonde::health, each -> each.at("status").text().equals("degraded"));
      var gone = account(sonde);
      Files.move(folder.resolve("away"), folder.resolve("data"));
      sonde.await(sonde::health, each -> each.at("status").text().equals("healthy"));
      sonde
          .await(() -> account(sonde), each -> delivered(each) > delivered(gone))
          .addsUp("kept", "pushed");
    }
  }

  @Test
  void second_endsAndSaysHowToHaveAFolderOfItsOwn() throws Exception {
    try (var peer = new FaultyPeer();
        var first =
            Launch.in(folder)
                .environment("SONDE_DATA_DIR", "")
                .file(configuration("data", peer))
                .start()) {
      var second = Launch.in(folder).set("server.listen=127.0.0.1:0").finish();
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err().lines().filter(line -> line.startsWith("sonde: ")))
          .singleElement()
          .asString()
          .matches(
              "sonde: the folder \\Q%s\\E is taken by process %d, started [-0-9T:]+Z; give this Sonde a folder of its own: \\QSONDE_DATA_DIR=%s sonde run\\E"
                  .formatted(
                      folder.resolve("data/journal"), first.pid(), folder.resolve("data/second")));
    }
  }

  private String configuration(String data, FaultyPeer peer) {
    return """
    interval: 100ms
    timeout: 1m
    data_dir: %s
    store: {type: none}
    shippers:
      - {type: file, name: kept, path: %s, start_at: oldest, batch: {linger: 100ms}}
      - {type: http_json, name: pushed, url: "%s", start_at: oldest, batch: {linger: 100ms}}
    """
        .formatted(folder.resolve(data), folder.resolve("kept.json"), peer.url("/in"));
  }

  private static Account account(SondeProcess sonde) throws IOException, InterruptedException {
    return new Account(sonde.page());
  }

  private static double delivered(Account of) {
    return Math.min(of.delivered("kept"), of.delivered("pushed"));
  }

  private static void delete(Path tree) throws IOException {
    try (var all = Files.walk(tree)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
