package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program on its journal: what it was given survives, and what fails is said.
final class JournalIT {
  private static final String FAST = "interval: 200ms\ntimeout: 1m\n";
  private static final String DESTINATION = "{destination=\"away\"}";

  @TempDir private Path folder;

  @Test
  void killed_hasEverythingAtTheNextStart_andDeliversIt() throws Exception {
    String refusing = away("http://127.0.0.1:" + Ports.free() + "/");
    double accepted;
    try (var sonde = Launch.in(folder).file(FAST + refusing).start()) {
      var page = sonde.await(sonde::page, each -> destination(each, "accepted") > 500);
      addsUp(page);
      accepted = destination(page, "accepted");
      assertThat(destination(page, "delivered")).isZero();
      sonde.signal("KILL");
      assertThat(sonde.awaitEnd().code()).isNotZero();
    }
    try (var sonde = Launch.in(folder).file(FAST + refusing).start()) {
      var page = sonde.await(sonde::page, each -> destination(each, "accepted") > accepted);
      addsUp(page);
      assertThat(destination(page, "pending_samples")).isEqualTo(destination(page, "accepted"));
      sonde.signal("TERM");
      assertThat(sonde.awaitEnd().code()).isZero();
    }
    var inspected = Launch.in(folder).words("journal", "inspect", "--json").finish();
    double pending =
        Json.of(inspected.out())
            .at("destinations")
            .elements()
            .getFirst()
            .at("pending_samples")
            .number();
    assertThat(pending).isGreaterThan(accepted);
    String working = FAST + "shippers: [{name: away, type: file, path: out.json}]\n";
    try (var sonde = Launch.in(folder).file(working).start()) {
      var page = sonde.await(sonde::page, each -> destination(each, "delivered") > pending);
      addsUp(page);
      sonde.signal("TERM");
      assertThat(sonde.awaitEnd().code()).isZero();
    }
    assertThat((double) Files.readAllLines(folder.resolve("out.json")).size())
        .isGreaterThan(pending);
    var verified = Launch.in(folder).words("journal", "verify").finish();
    assertThat(verified.code()).as(verified.out()).isZero();
    assertThat(verified.out()).endsWith("sound\n");
  }

  @Test
  void second_onTheSameFolder_endsAndIsToldWhatToDo() throws Exception {
    try (var sonde = Launch.in(folder).start()) {
      var second = Launch.in(folder).set("server.listen=127.0.0.1:0").finish();
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err())
          .contains(
              "the folder "
                  + folder.resolve("data/journal")
                  + " is taken by process "
                  + sonde.pid())
          .contains(": SONDE_DATA_DIR=" + folder.resolve("data/second") + " sonde run\n");
    }
  }

  @Test
  void folderThatCannotBeWritten_isSaid_andMetricsFlow() throws Exception {
    Files.writeString(folder.resolve("data"), "in the way");
    try (var sonde = Launch.in(folder).file(FAST).start()) {
      sonde.awaitLog("NOT DURABLE");
      var health =
          sonde.await(sonde::health, each -> each.component("host").at("runs").number() > 1);
      assertThat(health.at("status").text()).isEqualTo("degraded");
      assertThat(health.at("warnings").texts())
          .singleElement()
          .asString()
          .startsWith("not durable")
          .endsWith("restart Sonde when the folder can be written");
      assertThat(health.component("journal").at("durable").text()).isEqualTo("false");
      assertThat(sonde.page().at("system_cpu_count")).isPositive();
      sonde.await(() -> sonde.ask("/ready").status(), status -> status == 200);
    }
    var check = Launch.in(folder).words("check").finish();
    assertThat(check.out()).contains(folder.resolve("data/journal") + ", which can't be written");
  }

  @Test
  void reload_addsAndRemovesAShipper_andChangesTheJournal() throws Exception {
    try (var sonde = Launch.in(folder).file(FAST).start()) {
      Launch.in(folder)
          .file(
              FAST
                  + "hostname: web1\nshippers: [{type: file, path: out.json}]\njournal: {max_size: 16MiB}\n");
      sonde.signal("HUP");
      sonde.awaitLog("reloaded");
      var health =
          sonde.await(
              sonde::health, each -> each.component("file").at("delivered_samples").number() > 100);
      assertThat(health.component("journal").at("max_bytes").number()).isEqualTo(16 << 20);
      assertThat(Files.readString(folder.resolve("out.json"))).contains("\"host\":\"web1\"");
      assertThat(sonde.ask("/metrics/prometheus").text()).doesNotContain("host=\"web1\"");
      Launch.in(folder).file(FAST + "data_dir: elsewhere\n");
      assertThat(sonde.request("POST", "/-/reload").status()).isEqualTo(200);
      assertThat(sonde.health().component("file").at("state").text()).isEqualTo("null");
      sonde.signal("TERM");
      assertThat(sonde.awaitEnd().code()).isZero();
    }
  }

  /// Needs a small disk of its own.
  @Test
  void diskFull_thenFreed_waitsAndHeals() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", small.toString()), "no tmpfs");
    try {
      Path filler = small.resolve("filler");
      try (var sonde = Launch.in(folder).file(FAST).set("data_dir=" + small).start()) {
        sonde.await(
            sonde::health, each -> each.component("journal").at("accepted_samples").number() > 0);
        fill(filler);
        var health =
            sonde.await(
                sonde::health,
                each ->
                    each.component("host").at("waiting_samples").number() > 100
                        && each.component("journal").at("state").text().equals("failing"));
        assertThat(health.at("status").text()).isEqualTo("degraded");
        assertThat(health.component("journal").at("state").text()).isEqualTo("failing");
        componentAddsUp(sonde.page());
        Files.delete(filler);
        sonde.await(
            sonde::health,
            each ->
                each.at("status").text().equals("healthy")
                    && each.component("host").at("waiting_samples").text().equals("null"));
        var page = sonde.page();
        componentAddsUp(page);
        assertThat(page.samples().keySet())
            .noneMatch(each -> each.startsWith("sonde_component_refused_samples_total"));
      }
    } finally {
      ran("umount", "-l", small.toString());
    }
  }

  private static void componentAddsUp(TextPage page) {
    assertThat(page.count("received_samples", "host"))
        .isEqualTo(
            page.count("accepted_samples", "host")
                + page.at(
                    "sonde_component_waiting_samples{component=\"host\",kind=\"collector\"}"));
  }

  private static void fill(Path file) throws IOException {
    var chunk = new byte[4096];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException full) {
      assertThat(full.getMessage()).contains("No space left");
    }
  }

  private static boolean ran(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).start();
    return process.waitFor() == 0;
  }

  private static String away(String url) {
    return "shippers: [{name: away, type: http_json, url: \""
        + url
        + "\", retry: {base: 100ms}}]\n";
  }

  private static double destination(TextPage page, String what) {
    return switch (what) {
      case "pending_samples" -> page.at("sonde_destination_pending_samples" + DESTINATION);
      default -> page.at("sonde_destination_" + what + "_samples_total" + DESTINATION);
    };
  }

  private static void addsUp(TextPage page) {
    double gone =
        page.samples().entrySet().stream()
            .filter(each ->
                each.getKey().startsWith("sonde_destination_filtered_samples_total{")
                    || each.getKey().startsWith("sonde_destination_dropped_samples_total{"))
            .mapToDouble(java.util.Map.Entry::getValue)
            .sum();
    assertThat(destination(page, "accepted"))
        .isEqualTo(destination(page, "pending_samples") + destination(page, "delivered") + gone);
  }
}
