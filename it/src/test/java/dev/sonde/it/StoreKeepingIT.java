package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.Launch.Finished;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store's file in people's hands: backed up, put back, written down, with the program running
/// and not.
final class StoreKeepingIT {
  /// A run that is given up would be missing among those that follow each other.
  private static final String FAST = "interval: 200ms\ntimeout: 3m\nhostname: web1\n";

  private static final String DELIVERED =
      "sonde_destination_delivered_samples_total{destination=\"store\"}";

  @TempDir private Path folder;

  @Test
  void restored_hasAgainWhatTheJournalHas_andNothingTwice() throws Exception {
    try (var sonde = start(FAST)) {
      sonde.await(sonde::page, page -> page.at(DELIVERED) > 1000);
      ok(store("backup", "b"));
      double backedUp = sonde.page().at(DELIVERED);
      var refused = store("restore", "b");
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err())
          .contains("data/journal is taken by process " + sonde.pid(), "; stop Sonde first\n");
      sonde.await(sonde::page, page -> page.at(DELIVERED) > backedUp + 2000);
      stop(sonde);
    }
    Set<String> before = exported();
    var restored = ok(store("restore", "b"));
    assertThat(restored.out())
        .contains(" samples that came after the backup are still in the journal: ")
        .contains("what was there before is now ")
        .doesNotContain("counted as dropped");
    assertThat(exported()).hasSizeLessThan(before.size() - 1000);
    try (var sonde = start(FAST)) {
      sonde.await(sonde::page, page -> pending(page) == 0 && page.at(DELIVERED) > before.size());
      assertThat(sonde.log()).doesNotContain("the destination", "ERROR");
      new Account(sonde.page()).addsUp("store");
      stop(sonde);
    }
    Set<String> after = exported();
    assertThat(after).containsAll(before);
    var ticks = ok(store("export", "sonde_component_runs_total{component=\"self\"}"));
    follow(ticks.out().lines().skip(1).map(StoreKeepingIT::value).toList());
  }

  /// On another machine, with a journal of its own.
  @Test
  void movedElsewhere_isTheSame_andGoesOn() throws Exception {
    try (var sonde = start(FAST)) {
      sonde.await(sonde::page, page -> page.at(DELIVERED) > 500);
      stop(sonde);
    }
    Set<String> here = exported();
    ok(store("backup", "b"));
    Path there = Files.createDirectory(folder.resolve("there"));
    Path backup = folder.resolve("b");
    try (var sonde = Launch.in(there).file(FAST).start()) {
      sonde.await(sonde::page, page -> page.at(DELIVERED) > 300);
      stop(sonde);
    }
    ok(Launch.in(there).words("store", "restore", backup.toString(), "--discard").finish());
    try (var sonde = Launch.in(there).file(FAST).start()) {
      sonde.await(sonde::page, page -> pending(page) == 0 && page.at(DELIVERED) > 600);
      stop(sonde);
    }
    var all = ok(Launch.in(there).words("store", "export").finish());
    assertThat(all.out().lines()).containsAll(here);
    try (var files = Files.list(there.resolve("data/store"))) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .noneMatch(each -> each.contains("replaced") || each.contains("restoring"));
    }
  }

  @Test
  void openMetrics_isWhatPromtoolMakesBlocksOf() throws Exception {
    var promtool = Peers.program("promtool").toString();
    try (var server = new TextServer(Map.of("/metrics", PAGE))) {
      String scrape =
          "collectors: {scrape: {targets: [{name: app, url: \"http://%s/metrics\", interval: 1s}]}}\n"
              .formatted(server.address());
      try (var sonde = start(FAST + scrape)) {
        sonde.await(sonde::page, page -> page.at(DELIVERED) > 3000);
        List<Long> scrapes =
            sonde.await(() -> instants("took_seconds_sum"), times -> times.size() > 6);
        // Of the last one there may be only a part yet.
        var until = Instant.ofEpochMilli(scrapes.getLast() - 1).toString();
        ok(store("export", "--format", "openmetrics", "--out", "all.om", "--to", until));
        stop(sonde);
      }
    }
    String text = Files.readString(folder.resolve("all.om"));
    assertThat(text)
        .contains("# TYPE took_seconds histogram\n# HELP took_seconds")
        .contains("# TYPE done counter\n", "# TYPE wait summary\n")
        .endsWith("# EOF\n");
    String blocks = folder.resolve("blocks").toString();
    said(promtool, "tsdb", "create-blocks-from", "openmetrics", "all.om", blocks);
    Files.createDirectories(folder.resolve("blocks/wal"));
    Set<String> dumped = new HashSet<>();
    for (String line : said(promtool, "tsdb", "dump", blocks).split("\n")) {
      dumped.add(line.substring(line.lastIndexOf('}') + 2));
    }
    List<String> samples = text.lines().filter(each -> !each.startsWith("#")).toList();
    assertThat(said(promtool, "tsdb", "dump", blocks).lines().count()).isEqualTo(samples.size());
    assertThat(dumped).hasSizeGreaterThan(100);
    assertThat(samples).allSatisfy(each -> assertThat(each).containsPattern(" \\d+(\\.\\d{3})?$"));
    woven(samples.stream().filter(each -> each.startsWith("took_seconds")).toList());
  }

  /// When a series has samples, in order.
  private List<Long> instants(String series) throws IOException, InterruptedException {
    return ok(store("export", series))
        .out()
        .lines()
        .skip(1)
        .map(row -> Long.valueOf(row.substring(0, row.indexOf(','))))
        .sorted()
        .toList();
  }

  /// Five lines for each instant, the buckets ascending.
  private static void woven(List<String> lines) {
    assertThat(lines).hasSizeGreaterThan(20);
    assertThat(lines.size() % 5).isZero();
    Map<String, Integer> instants = new HashMap<>();
    for (int i = 0; i < lines.size(); i += 5) {
      var times = new TreeSet<String>();
      lines.subList(i, i + 5).forEach(each -> times.add(each.substring(each.lastIndexOf(' '))));
      assertThat(times).hasSize(1);
      assertThat(lines.get(i)).contains("le=\"0.1\"");
      assertThat(lines.get(i + 1)).contains("le=\"1.0\"");
      assertThat(lines.get(i + 2)).contains("le=\"+Inf\"");
      assertThat(instants.merge(times.first(), 1, Integer::sum)).isOne();
    }
  }

  @Test
  void noRoom_leavesNothingBehind() throws Exception {
    try (var sonde = start(FAST)) {
      sonde.await(sonde::page, page -> page.at(DELIVERED) > 1000);
      stop(sonde);
    }
    String[] little = {"sh", "-c", "ulimit -f 64; exec \"$@\"", "sh"};
    for (String[] words :
        new String[][] {{"store", "backup", "b"}, {"store", "export", "--out", "x.csv"}}) {
      var full = Launch.in(folder).words(words).under(little).finish();
      assertThat(full.code()).as(full.err()).isEqualTo(1);
      assertThat(full.err()).startsWith("sonde: ").hasLineCount(1);
    }
    try (var disk = SmallDisk.mount(folder.resolve("small"), "64k")) {
      var full = store("backup", "small/b");
      assertThat(full.code()).isEqualTo(1);
      assertThat(full.err()).contains("the copy takes about ", " free in ");
      var export = store("export", "--out", "small/x");
      assertThat(export.code()).isEqualTo(1);
      assertThat(export.err()).contains("No space left on device");
      assertThat(folder.resolve("small")).isEmptyDirectory();
      disk.fill();
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.part*");
    assertThat(folder.resolve("b")).doesNotExist();
    assertThat(folder.resolve("x.csv")).doesNotExist();
  }

  /// Whenever it is told to end, there is a whole backup or none.
  @Test
  void interrupted_leavesAWholeOneOrNothing() throws Exception {
    try (var sonde = start(FAST)) {
      sonde.await(sonde::page, page -> page.at(DELIVERED) > 2000);
      stop(sonde);
    }
    Path part = folder.resolve("b.part");
    for (int i = 0; i < 4; i++) {
      try (var backup = Launch.in(folder).words("store", "backup", "b", "--force").spawn()) {
        while (!Files.exists(part) && backup.isAlive()) {
          Thread.onSpinWait();
        }
        if (backup.isAlive()) {
          interrupt(backup);
        }
        assertThat(backup.awaitEnd().code()).isIn(0, 130);
      }
      assertThat(part).doesNotExist();
      if (Files.exists(folder.resolve("b"))) {
        ok(store("restore", "b", "--discard"));
      }
    }
  }

  /// It may end by itself before it is told to.
  private static void interrupt(SondeProcess backup) throws IOException, InterruptedException {
    try {
      backup.signal("INT");
    } catch (IOException nobodyThere) {
      backup.awaitEnd();
    }
  }

  private static final String PAGE =
      """
      # HELP took_seconds How long it took.
      # TYPE took_seconds histogram
      took_seconds_bucket{le="0.1"} 1
      took_seconds_bucket{le="1.0"} 2
      took_seconds_bucket{le="+Inf"} 3
      took_seconds_count 3
      took_seconds_sum 4.5
      # TYPE wait summary
      wait{quantile="0.5"} 0.25
      wait_count 3
      wait_sum 1
      # HELP done_total What is done.
      # TYPE done_total counter
      done_total{kind="a \\"b\\""} 7
      """;

  private SondeProcess start(String configuration) throws IOException, InterruptedException {
    return Launch.in(folder).file(configuration).start();
  }

  private Finished store(String... words) throws IOException, InterruptedException {
    return Launch.in(folder).words("store").words(words).finish();
  }

  private static Finished ok(Finished done) {
    assertThat(done.code()).as(done.err()).isZero();
    return done;
  }

  private static void stop(SondeProcess sonde) throws IOException, InterruptedException {
    sonde.signal("TERM");
    assertThat(sonde.awaitEnd().code()).isZero();
  }

  private static double pending(TextPage page) {
    return page.at("sonde_destination_pending_samples{destination=\"store\"}");
  }

  /// No row is there twice.
  private Set<String> exported() throws IOException, InterruptedException {
    List<String> rows = ok(store("export")).out().lines().toList();
    var keys = new HashSet<String>();
    rows.forEach(each -> keys.add(each.substring(0, each.lastIndexOf(','))));
    assertThat(keys).hasSameSizeAs(rows);
    return new HashSet<>(rows);
  }

  private static double value(String row) {
    return Double.parseDouble(row.substring(row.lastIndexOf(',') + 1));
  }

  /// Each run raises the counter by one; a start sets it to zero.
  private static void follow(List<Double> runs) {
    assertThat(runs).hasSizeGreaterThan(10);
    int restarts = 0;
    for (int i = 1; i < runs.size(); i++) {
      restarts += runs.get(i) < runs.get(i - 1) ? 1 : 0;
      if (runs.get(i) > runs.get(i - 1)) {
        assertThat(runs.get(i)).isEqualTo(runs.get(i - 1) + 1);
      }
    }
    assertThat(restarts).isOne();
  }

  private String said(String... command) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    var process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return said;
  }
}
