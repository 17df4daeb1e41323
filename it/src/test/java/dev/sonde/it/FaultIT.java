package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The world around the program breaks.
final class FaultIT {
  private static final double INTERVAL_SECONDS = 0.2;
  private static final String QUICK = "interval=200ms";

  /// On a busy machine a run may take longer than its interval.
  private static final String PATIENT = "timeout=1m";

  @TempDir private Path folder;

  @Test
  void nowhereToWriteAndNoEnvironment_runs() throws Exception {
    var launch = inUnwritableFolder(Launch.in(folder)).environment("HOME", "");
    try (var sonde = launch.environment("PATH", "").start()) {
      healthy(sonde);
    }
  }

  @Test
  void homeThatIsNotThere_runs() throws Exception {
    try (var sonde = Launch.in(folder).environment("HOME", "/no/such/folder").start()) {
      healthy(sonde);
    }
  }

  /// Its log goes there, too.
  @Test
  void fullDisk_runs() throws Exception {
    var disk = Files.createDirectory(folder.resolve("disk")).toString();
    var mounts = new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "none", disk);
    Assumptions.assumeTrue(mounts.start().waitFor() == 0, "no mounts for this user");
    var fill =
        "mount -t tmpfs -o size=16k none \"$0\" && cd \"$0\" || exit 99;"
            + " cat /dev/zero >filler 2>/dev/null; exec \"$@\" 2>log";
    int port = Ports.free();
    var launch =
        Launch.in(folder)
            .under("unshare", "-m", "sh", "-c", fill, disk)
            .environment("TMPDIR", disk)
            .environment("HOME", disk)
            .set("server.listen=127.0.0.1:" + port);
    try (var sonde = launch.spawn().at(port)) {
      sonde.await(() -> Raw.refuses(port), refused -> !refused);
      healthy(sonde);
      assertThat(sonde.request("POST", "/-/reload").status()).isEqualTo(200);
      sonde.signal("TERM");
      assertThat(sonde.awaitEnd().code()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2>/dev/full", "2>&-", "<&- >&- 2>&-", ">/dev/full 2>/dev/full"})
  void standardStreamsThatTakeNothing_runs(String streams) throws Exception {
    int port = Ports.free();
    var launch =
        Launch.in(folder)
            .under("sh", "-c", "exec \"$@\" " + streams, "sh")
            .set("server.listen=127.0.0.1:" + port);
    try (var sonde = launch.spawn().at(port)) {
      sonde.await(() -> Raw.refuses(port), refused -> !refused);
      healthy(sonde);
      for (int handle = 0; handle <= 2; handle++) {
        var stream = Path.of("/proc/" + sonde.pid() + "/fd/" + handle);
        assertThat(Files.readSymbolicLink(stream).toString()).doesNotContain(".jar", "socket");
      }
      sonde.signal("HUP");
      sonde.signal("TERM");
      assertThat(sonde.awaitEnd().code()).isZero();
    }
  }

  @Test
  void killed_startsAgainOnTheSamePort() throws Exception {
    int port = Ports.free();
    for (int start = 0; start < 3; start++) {
      try (var sonde = Launch.in(folder).set("server.listen=127.0.0.1:" + port).spawn().at(port)) {
        sonde.awaitListening();
        healthy(sonde);
        sonde.signal("KILL");
        sonde.awaitEnd();
      }
    }
  }

  @Test
  void stoppedAndContinued_countsWhatItMissedAndDoesNotCatchUp() throws Exception {
    try (var sonde = Launch.in(folder).set(QUICK).set(PATIENT).start()) {
      var lags = new HashSet<Double>();
      var before =
          sonde.await(
              sonde::page,
              page -> {
                lags.add(lag(page));
                return page.count("runs", "self") > 5;
              });
      sonde.signal("STOP");
      sonde.pass(Duration.ofSeconds(2));
      sonde.signal("CONT");
      var after =
          sonde.await(
              sonde::page,
              page ->
                  page.count("runs", "self") >= before.count("runs", "self") + 5
                      && lags.stream().anyMatch(each -> Math.abs(each - lag(page)) <= 3));
      double skipped = after.count("skipped_runs", "self") - before.count("skipped_runs", "self");
      assertThat(skipped).isGreaterThan(5);
    }
  }

  /// How many instants have gone by that were neither used nor skipped. They are the same before
  /// and after but for the moment in which a run looks at the clock, which may come late.
  private static double lag(TextPage page) {
    return page.at("sonde_uptime_seconds") / INTERVAL_SECONDS
        - page.count("runs", "self")
        - page.count("skipped_runs", "self");
  }

  @Test
  void clockSteppingBackAnHour_goesOn() throws Exception {
    var clock = Files.writeString(folder.resolve("clock"), "+0");
    var launch =
        Launch.in(folder)
            .set(QUICK)
            .set(PATIENT)
            .environment("LD_PRELOAD", Peers.program("libfaketime").toString())
            .environment("FAKETIME_TIMESTAMP_FILE", clock.toString())
            .environment("FAKETIME_NO_CACHE", "1")
            .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    try (var sonde = launch.start()) {
      var before = sonde.await(sonde::page, page -> page.count("runs", "self") > 5);
      // At once: who looks at the time meanwhile must not find an empty file.
      Path next = Files.writeString(folder.resolve("next"), "-3600");
      Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE);
      sonde.await(() -> lastRun(sonde).until(Instant.now()).toMinutes(), minutes -> minutes >= 59);
      var after =
          sonde.await(
              sonde::page, page -> page.count("runs", "self") > before.count("runs", "self") + 9);
      double seconds = after.at("sonde_uptime_seconds") - before.at("sonde_uptime_seconds");
      assertThat(after.count("runs", "self") - before.count("runs", "self"))
          .isLessThan(seconds / INTERVAL_SECONDS + 3);
      healthy(sonde);
    }
  }

  private static Instant lastRun(SondeProcess sonde) throws IOException, InterruptedException {
    return Instant.parse(sonde.health().component("self").at("last_run").text());
  }

  private static Launch inUnwritableFolder(Launch launch) {
    return launch.under("/bin/sh", "-c", "cd /proc && exec \"$@\"", "sh");
  }

  private static void healthy(SondeProcess sonde) throws IOException, InterruptedException {
    sonde.await(() -> sonde.ask("/ready").status(), status -> status == 200);
    assertThat(sonde.health().at("status").text()).isEqualTo("healthy");
  }
}
